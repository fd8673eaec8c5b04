using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Bench.Inference.Tests")]
[assembly: InternalsVisibleTo("Bench.Performance")]
