using System.Globalization;
using Bench.Abstractions;
using Bench.Fuzz;
using Bench.TestKit;

// Usage: Bench.Fuzz [--minutes N] [--inputs N] [--seed S] [--format NAME] [--input FILE]
// Without --minutes, --inputs of every format (1500). --input repeats one input of --format.
// In memory where there is such a folder: writing thousands of files to a disk takes far longer than reading them.
const string Memory = "/dev/shm";
if (Directory.Exists(Memory))
{
    Environment.SetEnvironmentVariable("TMPDIR", Memory);
}

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
FuzzOptions options;
try
{
    options = FuzzOptions.Read(args);
}
catch (BenchException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}

FuzzFormat[] formats = [.. FuzzFormats.All().Where(format => (options.Format ?? format.Name) == format.Name)];
if (formats.Length == 0)
{
    Console.Error.WriteLine($"error: no such format. Formats: {string.Join(", ", FuzzFormats.All().Select(format => format.Name))}.");
    return 2;
}

if (options.Input is { } file)
{
    using var repeat = new FuzzRun(formats[0], 0);
    FuzzFailure? again = repeat.Repeat(File.ReadAllBytes(file));
    Console.WriteLine(again?.What ?? "Nothing wrong: read, or refused with a message.");
    Environment.Exit(again is null ? 0 : 1);
}

var campaign = new FuzzCampaign(options.Seed, Path.Combine(Repository.Root, "artifacts", "fuzz"));
int failures = campaign.Run(formats, options.Inputs, options.Minutes);

// A reader that hangs would keep its thread, and with it the process.
Environment.Exit(failures == 0 ? 0 : 1);
return 0;
