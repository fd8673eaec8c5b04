using System.Globalization;
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
Dictionary<string, string> options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1]);
string[] known = ["--minutes", "--inputs", "--seed", "--format", "--input"];
if (args.Length % 2 != 0 || options.Keys.Except(known).Any())
{
    Console.Error.WriteLine($"error: known options, each with a value: {string.Join(", ", known)}.");
    return 2;
}

FuzzFormat[] formats = [.. FuzzFormats.All().Where(format => !options.TryGetValue("--format", out string? name) || format.Name == name)];
if (formats.Length == 0)
{
    Console.Error.WriteLine($"error: no such format. Formats: {string.Join(", ", FuzzFormats.All().Select(format => format.Name))}.");
    return 2;
}

if (options.TryGetValue("--input", out string? file))
{
    using var repeat = new FuzzRun(formats[0], 0);
    FuzzFailure? again = repeat.Repeat(File.ReadAllBytes(file));
    Console.WriteLine(again?.What ?? "Nothing wrong: read, or refused with a message.");
    Environment.Exit(again is null ? 0 : 1);
}

ulong seed = ulong.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
double minutes = double.Parse(options.GetValueOrDefault("--minutes", "0"), CultureInfo.InvariantCulture);
long inputs = long.Parse(options.GetValueOrDefault("--inputs", minutes > 0 ? "9000000000" : "1500"), CultureInfo.InvariantCulture);
var campaign = new FuzzCampaign(seed, Path.Combine(Repository.Root, "artifacts", "fuzz"));
int failures = campaign.Run(formats, inputs, minutes);

// A reader that hangs would keep its thread, and with it the process.
Environment.Exit(failures == 0 ? 0 : 1);
return 0;
