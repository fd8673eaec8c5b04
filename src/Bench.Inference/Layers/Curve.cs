namespace Bench.Inference;

/// <summary>The activations in double precision, with the mean slope between two points.</summary>
internal static class Curve
{
    // Nearer points than this differ by rounding of single precision; the slope in their middle is as good.
    private const double Near = 1e-6;
    private const double TanhCubic = 0.044715;
    private static readonly double _tanhScale = Math.Sqrt(2 / Math.PI);

    /// <summary>f(x).</summary>
    public static double Value(HiddenActivation activation, double x) => activation switch
    {
        HiddenActivation.Gelu => x * Normal(x),
        HiddenActivation.GeluTanh => x / 2 * (1 + Math.Tanh(Inner(x))),
        HiddenActivation.Relu => Math.Max(0, x),
        HiddenActivation.Silu => x / (1 + Math.Exp(-x)),
        _ => Math.Tanh(x),
    };

    /// <summary>(f(to) − f(from)) / (to − from).</summary>
    public static double Slope(HiddenActivation activation, double from, double to) =>
        Slope(x => Value(activation, x), x => Derivative(activation, x), from, to);

    /// <summary>(e^to − e^from) / (to − from).</summary>
    public static double ExponentialSlope(double from, double to) => Slope(Math.Exp, Math.Exp, from, to);

    /// <summary>The mean slope of the logistic function.</summary>
    public static double LogisticSlope(double from, double to) => Slope(
        Logistic, x => Logistic(x) * (1 - Logistic(x)), from, to);

    /// <summary>The mean slope of the logarithm of the logistic function.</summary>
    public static double LogLogisticSlope(double from, double to) => Slope(
        x => -Math.Log(1 + Math.Exp(-x)), x => 1 - Logistic(x), from, to);

    /// <summary>The mean slope of the logarithm, between positive numbers.</summary>
    public static double LogarithmSlope(double from, double to) => Slope(Math.Log, x => 1 / x, from, to);

    private static double Slope(Func<double, double> function, Func<double, double> derivative, double from, double to) =>
        Math.Abs(to - from) < Near ? derivative((from + to) / 2) : (function(to) - function(from)) / (to - from);

    private static double Derivative(HiddenActivation activation, double x)
    {
        switch (activation)
        {
            case HiddenActivation.Gelu:
                return Normal(x) + (x * Density(x));
            case HiddenActivation.GeluTanh:
                double tanh = Math.Tanh(Inner(x));
                return ((1 + tanh) / 2) + (x / 2 * (1 - (tanh * tanh)) * _tanhScale * (1 + (3 * TanhCubic * x * x)));
            case HiddenActivation.Relu:
                return x > 0 ? 1 : 0;
            case HiddenActivation.Silu:
                return Logistic(x) * (1 + (x * (1 - Logistic(x))));
            default:
                return 1 - (Math.Tanh(x) * Math.Tanh(x));
        }
    }

    private static double Inner(double x) => _tanhScale * (x + (TanhCubic * x * x * x));

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …): Marsaglia 2004, Evaluating the Normal Distribution.
    private static double Normal(double x)
    {
        if (Math.Abs(x) > 8)
        {
            return x > 0 ? 1 : 0;
        }

        double sum = x, term = x;
        for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + (sum * Density(x));
    }
}
