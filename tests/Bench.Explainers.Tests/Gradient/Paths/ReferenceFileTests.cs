using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>References of Expected Gradients from files.</summary>
public sealed class ReferenceFileTests : IDisposable
{
    private const string Inline = "expected-gradients:samples=20,references=texts,texts=a film|slow|very long";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("texts.txt", "\uFEFFa film\r\n\n  slow\nvery long")]
    [InlineData("texts.jsonl", "{\"text\":\"a film\"}\n{\"text\":\"slow\",\"label\":\"x\"}\n\n{\"text\":\"very long\"}\n")]
    public void Texts_of_a_file_are_what_they_are_inline(string name, string content)
    {
        _folder.Write(name, content);
        ExplanationRequest request = Toy.Request(Toy.Linear(3), "not good");

        Attribution attribution = Make(name).Explain(request);

        attribution.Scores.ShouldBe(Toy.Make(Inline).Explain(request).Scores);
        attribution.StandardErrors.ShouldBe(Toy.Make(Inline).Explain(request).StandardErrors);
    }

    [Fact]
    public void Tokens_of_this_model_are_what_their_text_is_and_special_ones_are_left_out()
    {
        string Line(string text) => $"{{\"tokens\":[{string.Join(',', Toy.Tokenizer.Tokenize(text).Tokens.Select(token =>
            $"{{\"id\":{token.Id},\"text\":\"{token.Text}\",\"special\":{(token.IsSpecial ? "true" : "false")}}}"))}],\"truncated\":0}}";
        _folder.Write("tokens.jsonl", $"{Line("a film")}\n{Line("slow")}\n{Line("very long")}\n");
        ExplanationRequest request = Toy.Request(Toy.Linear(3), "not good");

        Make("tokens.jsonl").Explain(request).Scores.ShouldBe(Toy.Make(Inline).Explain(request).Scores);
    }

    [Theory]
    [InlineData(10, "good", "10 is the token 'good' there, but 'a' in the vocabulary of bag-of-words")]
    [InlineData(30522, "good", "bag-of-words has 1000 tokens only")]
    public void References_tokenized_for_another_model_are_refused_before_it_is_asked(int id, string piece, string expected)
    {
        _folder.Write("tokens.jsonl", $"{{\"text\":\"a\"}}\n{{\"tokens\":[{{\"id\":{id},\"text\":\"{piece}\"}}]}}\n");
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not good");

        BenchException error = Should.Throw<BenchException>(
            () => Make("tokens.jsonl").Check(request.Model.Info, request.Tokenizer, request.Input));

        error.Problem.ShouldStartWith("The references were tokenized for another model");
        error.Problem.ShouldContain(expected);
        error.Where.ShouldBe(_folder.File("tokens.jsonl") + ":2");
    }

    [Theory]
    [InlineData("a.txt", "\n \n", "", "no reference")]
    [InlineData("a.jsonl", "{\"text\":\"a\"}\n{\"text\":", ":2", "not valid JSON")]
    [InlineData("a.jsonl", "[1]", ":1", "expected an object")]
    [InlineData("a.jsonl", "\n{\"txt\":\"a\"}", ":2", "neither a 'text' nor 'tokens'")]
    [InlineData("a.jsonl", "{\"text\":7}", ":1", "neither a 'text' nor 'tokens'")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"text\":\"b\"}", ":1", "not valid JSON")]
    [InlineData("a.jsonl", "{\"text\":\"\\ud800\"}", ":1", "not valid Unicode")]
    [InlineData("a.jsonl", "{\"tokens\":{}}", ":1", "expected a list")]
    [InlineData("a.jsonl", "{\"tokens\":[3]}", ":1", "expected an object")]
    [InlineData("a.jsonl", "{\"tokens\":[{\"id\":-1,\"text\":\"a\"}]}", ":1", "no 'id' from 0 on")]
    [InlineData("a.jsonl", "{\"tokens\":[{\"id\":1e99,\"text\":\"a\"}]}", ":1", "no 'id' from 0 on")]
    public void Malformed_files_are_refused_with_their_line(string name, string content, string line, string expected)
    {
        _folder.Write(name, content);

        BenchException error = Should.Throw<BenchException>(() => Make(name));

        error.Message.ShouldContain(expected);
        error.Where!.ShouldStartWith(_folder.File(name) + line);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_line()
    {
        File.WriteAllBytes(_folder.File("latin1.txt"), [.. "good\ncaf"u8, 0xE9, .. "\n"u8]);

        Should.Throw<BenchException>(() => Make("latin1.txt")).Where.ShouldBe(_folder.File("latin1.txt") + ":2");
    }

    [Fact]
    public void Too_many_references_and_too_large_files_are_refused()
    {
        _folder.Write("many.txt", string.Concat(Enumerable.Repeat("a\n", ReferenceFile.MostReferences + 1)));
        _folder.Write("most.txt", string.Concat(Enumerable.Repeat("a\n", ReferenceFile.MostReferences)));
        using (FileStream large = File.Create(_folder.File("large.txt")))
        {
            large.SetLength(OptionFile.MostBytes + 1);
        }

        Should.Throw<BenchException>(() => Make("many.txt")).Message.ShouldContain("Allowed: 1 to 10000");
        Make("most.txt").ShouldNotBeNull();
        Should.Throw<BenchException>(() => Make("large.txt")).Message.ShouldContain("at most 16777216 are read");
        Should.Throw<BenchException>(() => Make("none.txt")).Message.ShouldContain("There is no such file");
        Should.Throw<BenchException>(() => Make(".")).Message.ShouldContain("This is a folder");
    }

    [Fact]
    public void The_recorded_options_hold_the_hash_so_that_a_changed_file_is_another_run()
    {
        string Recorded() => Toy.Catalog().Configure(Spec("texts.txt"), _folder.Path).Options["reference-file"];
        _folder.Write("texts.txt", "a film\n");
        string before = Recorded();
        _folder.Write("texts.txt", "a film!\n");

        before.ShouldStartWith("texts.txt (sha256 ");
        Recorded().ShouldNotBe(before);
    }

    [Theory]
    [InlineData("expected-gradients:references=file", "reference-file=PATH")]
    [InlineData("expected-gradients:reference-file=texts.txt", "references=file")]
    [InlineData("ensemble:of=\"expected-gradients:references=file,reference-file=texts.txt\"", "may not name a file")]
    public void Options_that_do_not_fit_together_are_refused(string spec, string expected)
    {
        _folder.Write("texts.txt", "a film\n");
        string inFolder = spec.Replace("texts.txt", _folder.File("texts.txt"), StringComparison.Ordinal);

        Should.Throw<BenchException>(() => Toy.Make(inFolder)).Message.ShouldContain(expected);
    }

    public void Dispose() => _folder.Dispose();

    private static ComponentSpec Spec(string file) =>
        ComponentSpec.Parse($"expected-gradients:samples=20,references=file,reference-file={file}");

    private IExplainer Make(string file) => Toy.Catalog().Configure(Spec(file), _folder.Path).Instance;
}
