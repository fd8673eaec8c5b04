using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

// Prints a golden case: see tests/golden/README.md.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [string folder, string text, .. string[] more] || more.Length > 1)
{
    Console.Error.WriteLine("Usage: Bench.Golden MODEL_FOLDER TEXT [TEXT_PAIR] > case.json");
    return 2;
}

try
{
    Tokenizer tokenizer = TokenizerFiles.Load(folder, ModelFolder.LongestRow(folder) ?? int.MaxValue);
    TokenizedText input = tokenizer.Tokenize(text, more.FirstOrDefault());
    var generator = new GoldenGenerator(ReferenceEncoder.Load(folder), tokenizer.Special);
    Console.WriteLine(generator.Case("own", input.Row, [.. input.Tokens.Select(token => token.IsSpecial)])
        .ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    return 0;
}
catch (BenchException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}
