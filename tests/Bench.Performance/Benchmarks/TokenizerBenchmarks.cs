using Bench.Abstractions;
using BenchmarkDotNet.Attributes;

namespace Bench.Performance;

/// <summary>The shipped tokenizer.</summary>
public class TokenizerBenchmarks
{
    private const string Sentence = "Not a dull moment in it: Amélie's unhurried, bittersweet charm wins you over.";
    private readonly string _long = string.Join(' ', Enumerable.Repeat(Sentence, 20));
    private ITokenizer _tokenizer = null!;

    [GlobalSetup]
    public void Prepare() => _tokenizer = ShippedSuite.LoadTokenizer();

    [Benchmark]
    public object OneSentence() => _tokenizer.Tokenize(Sentence);

    [Benchmark]
    public object TwentySentences() => _tokenizer.Tokenize(_long);

    [Benchmark]
    public object Load() => ShippedSuite.LoadTokenizer();
}
