using Bench.Inference;

namespace Bench.TestKit;

/// <summary>The non-linearities and their derivatives, in double precision.</summary>
public static class ReferenceActivation
{
    private const double TanhCubic = 0.044715;
    private static readonly double _tanhScale = Math.Sqrt(2 / Math.PI);

    /// <summary>f(x).</summary>
    public static double Value(HiddenActivation activation, double x) => activation switch
    {
        HiddenActivation.Gelu => x * NormalCdf(x),
        HiddenActivation.GeluTanh => 0.5 * x * (1 + Math.Tanh(_tanhScale * (x + (TanhCubic * x * x * x)))),
        HiddenActivation.Relu => Math.Max(0, x),
        HiddenActivation.Silu => x * Logistic(x),
        HiddenActivation.Tanh => Math.Tanh(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    /// <summary>f′(x); at the kink of ReLU 0, as PyTorch has it.</summary>
    public static double Derivative(HiddenActivation activation, double x)
    {
        switch (activation)
        {
            case HiddenActivation.Gelu:
                return NormalCdf(x) + (x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
            case HiddenActivation.GeluTanh:
                double t = Math.Tanh(_tanhScale * (x + (TanhCubic * x * x * x)));
                return (0.5 * (1 + t)) + (0.5 * x * (1 - (t * t)) * _tanhScale * (1 + (3 * TanhCubic * x * x)));
            case HiddenActivation.Relu:
                return x > 0 ? 1 : 0;
            case HiddenActivation.Silu:
                return Logistic(x) * (1 + (x * (1 - Logistic(x))));
            case HiddenActivation.Tanh:
                return 1 - (Math.Tanh(x) * Math.Tanh(x));
            default:
                throw new ArgumentOutOfRangeException(nameof(activation));
        }
    }

    /// <summary>
    /// The error function by its series erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)), whose terms all have one sign, so
    /// that nothing cancels (Abramowitz and Stegun 7.1.6).
    /// </summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double NormalCdf(double x) => 0.5 * (1 + Erf(x / Math.Sqrt(2)));

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
