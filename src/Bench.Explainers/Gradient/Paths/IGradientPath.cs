namespace Bench.Explainers;

/// <summary>A straight line along which gradients are averaged.</summary>
internal interface IGradientPath
{
    /// <summary>End − start, [n, width] in row-major order.</summary>
    float[] Direction { get; }

    /// <summary>The weighted sum of the gradients at the nodes of a quadrature rule.</summary>
    /// <param name="rule">Nodes and weights.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    PathAverage Integrate(Quadrature rule, CancellationToken cancellationToken);
}
