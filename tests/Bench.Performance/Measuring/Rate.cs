namespace Bench.Performance;

/// <summary>How fast some work is; every number is a median by itself.</summary>
/// <param name="Seconds">Seconds on the clock.</param>
/// <param name="CpuSeconds">Seconds of processor time.</param>
/// <param name="GigaFlops">Floating-point operations a second on the clock, in 10⁹.</param>
/// <param name="OfPeak">The same as a share of the peak measured beside it on as many threads.</param>
/// <param name="OfPeakByCpu">The share by processor time: without waiting, for other threads or for the machine.</param>
internal readonly record struct Rate(double Seconds, double CpuSeconds, double GigaFlops, double OfPeak, double OfPeakByCpu);
