using Bench.Inference;

namespace Bench.TestKit;

/// <summary>y = x Wᵀ + b, row by row.</summary>
/// <param name="linear">The weights.</param>
internal sealed class ReferenceLinear(Linear linear)
{
    private readonly Grid _weight = Grid.From(linear.Weight);
    private readonly Grid _transposed = Grid.From(linear.Weight).Transpose();
    private readonly Grid _bias = Grid.From(linear.Bias);

    public Grid Forward(Grid x)
    {
        Grid y = ForwardWithoutBias(x);
        for (int i = 0; i < y.Rows; i++)
        {
            for (int j = 0; j < y.Columns; j++)
            {
                y[i, j] += _bias[0, j];
            }
        }

        return y;
    }

    public Grid ForwardWithoutBias(Grid x) => Grid.TimesTransposed(x, _weight);

    /// <summary>dx = dy W.</summary>
    public Grid Backward(Grid dy) => Grid.TimesTransposed(dy, _transposed);
}
