using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>Whatever a JSON file of the folder holds, opening it succeeds or says what is wrong.</summary>
public class FolderPropertyTests
{
    [Theory]
    [InlineData("bert-micro", "config.json")]
    [InlineData("albert-micro", "config.json")]
    [InlineData("distilbert-micro", "tokenizer.json")]
    public void Changed_bytes_in_a_JSON_file_never_crash_the_reader(string model, string file)
    {
        using var copy = new ModelCopy(model);
        byte[] sound = File.ReadAllBytes(copy.File(file));

        // Digits and punctuation keep much of the JSON valid, so that checks beyond the parser are reached.
        Gen<int> values = Gen.OneOf(Gen.Elements("0123456789-.[]{}\",:\\eu ".ToCharArray()).Select(c => (int)c), Gen.Choose(0, 255));
        Gen<(int Place, byte Value)> change =
            Gen.Choose(0, sound.Length - 1).SelectMany(_ => values, (place, value) => (place, (byte)value));
        Gen<(int Place, byte Value)[]> changes = Gen.Choose(1, 3).SelectMany(change.ArrayOf);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(changes.ToArbitrary(), list =>
            {
                byte[] bytes = [.. sound];
                foreach ((int place, byte value) in list)
                {
                    bytes[place] = value;
                }

                File.WriteAllBytes(copy.File(file), bytes);
                return OpensOrRefuses(copy.Folder);
            }));
    }

    private static bool OpensOrRefuses(string folder)
    {
        try
        {
            ModelFolder.Open(folder).Dispose();
            return true;
        }
        catch (BenchException e)
        {
            return e.Where is not null;
        }
    }
}
