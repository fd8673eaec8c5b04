using System.Globalization;
using Bench.Performance;
using BenchmarkDotNet.Running;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["perf", "shapley-error", .. string[] options])
{
    return ShapleyErrorProgram.Run(options);
}

if (args is ["perf", .. string[] parts])
{
    return FixedSet.Run(parts);
}

BenchmarkSwitcher.FromAssembly(typeof(FixedSet).Assembly).Run(args, new InProcessConfig());
return 0;
