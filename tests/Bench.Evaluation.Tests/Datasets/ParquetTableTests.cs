using Bench.Abstractions;
using Bench.TestKit;
using Parquet.Serialization;

namespace Bench.Evaluation.Tests;

public sealed class ParquetTableTests : IDisposable
{
    private const string Features =
        """
        {"info": {"features": {"label": {"names": ["NEG", "POS"], "_type": "ClassLabel"},
          "tags": {"feature": {"names": ["O", "PER"], "_type": "ClassLabel"}, "_type": "Sequence"},
          "annotators": {"feature": {"label": {"names": ["hate", "normal"], "_type": "ClassLabel"}}, "_type": "Sequence"}}}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_read_as_lines_of_jsonl_are()
    {
        Write("t.parquet",
            new Row { id = "a", text = "a good film", label = 1, rationale = [[2, 6]], year = 1990 },
            new Row { id = "b", text = "bad", text_pair = "worse", label = 0, rationale = [] },
            new Row { id = "c", text = "no label", label = -1 });

        Instance[] read = Read("t.parquet");

        read.Select(instance => instance.Id).ShouldBe(["a", "b", "c"]);
        read.Select(instance => instance.Label).ShouldBe(["POS", "NEG", null]);
        Reading.Spans(read[0]).ShouldBe("2-6");
        read[1].TextPair.ShouldBe("worse");
        read[0].Columns["year"].ShouldBe("1990");
        read[2].Source.ShouldBe(_folder.File("t.parquet") + ": row 3");
        Reading.Reader("parquet").Notes(_folder.File("t.parquet")).Single().ShouldContain("NEG, POS");
    }

    [Fact]
    public void Lists_and_structures_are_read_too()
    {
        Write("t.parquet",
            new Task { tokens = ["Anna", "ran"], tags = [1, 0], answers = new Answers { text = ["Anna"], answer_start = [0] } });
        Write("q.parquet",
            new Question { question = "who", context = "Anna ran", answers = new Answers { text = ["ran"], answer_start = [5] } });

        Instance words = Read("t.parquet").Single();
        words.Text.ShouldBe("Anna ran");
        words.Gold.Words!.Value.Select(word => word.Label).ShouldBe(["PER", "O"]);
        Read("q.parquet").Single().Gold.Answers!.Value.Single().ShouldBe(new CharacterSpan(5, 8, 1));
    }

    [Fact]
    public void Columns_are_named_and_usual_names_known()
    {
        Write("t.parquet", new Glue { sentence = "one", sentence2 = "two", idx = 7, stars = 4 });

        Instance usual = Read("t.parquet").Single();
        (usual.Text, usual.TextPair, usual.Id).ShouldBe(("one", "two", "1"));
        Instance named = Read("t.parquet", "text=sentence2", "id=idx", "label=stars").Single();
        (named.Text, named.Id, named.Label).ShouldBe(("two", "7", "4"));
        named.Columns.Keys.ShouldBe(["sentence", "stars"]);
        Should.Throw<BenchException>(() => Read("t.parquet", "text=sentense")).Remedy.ShouldStartWith("Did you mean 'sentence'");
    }

    [Fact]
    public void Annotators_vote_and_mark_words()
    {
        Write("t.parquet",
            new Hate
            {
                post_tokens = ["you", "bad", "man"],
                rationales = [[0, 1, 1], [0, 1, 0]],
                annotators = [new() { label = 0 }, new() { label = 0 }, new() { label = 1 }],
            },
            new Hate { post_tokens = ["good"], rationales = [], annotators = [new() { label = 0 }, new() { label = 1 }] },
            new Hate { post_tokens = ["too", "short"], rationales = [[1]], annotators = [new() { label = 1 }] });

        DatasetRow[] rows =
            [.. Reading.Reader("parquet", "tokens=post_tokens", "label=annotators.label", "marks=words").Rows(_folder.File("t.parquet"))];

        rows[0].Instance.Label.ShouldBe("hate");
        rows[0].Instance.Text.ShouldBe("you bad man");
        Reading.Spans(rows[0].Instance).ShouldBe("4-7 8-11 | 4-7");
        rows[1].Problem!.Problem.ShouldContain("do not agree");
        rows[2].Problem!.Problem.ShouldContain("1 flags for 2 words");
    }

    [Fact]
    public void Phrases_are_found_in_the_text_whatever_stands_between_their_words()
    {
        Write("t.parquet", new Movie { review = "so very\nbad , a waste", evidences = ["very bad", "waste"] },
            new Movie { review = "fine", evidences = ["bad"] });

        DatasetRow[] rows =
            [.. Reading.Reader("parquet", "text=review", "rationale=evidences", "marks=phrases").Rows(_folder.File("t.parquet"))];

        Reading.Spans(rows[0].Instance).ShouldBe("3-11 16-21");
        rows[1].Problem!.Problem.ShouldContain("'bad' does not stand in the text");
    }

    [Fact]
    public void Files_of_a_folder_or_a_pattern_follow_each_other()
    {
        Write("train-00000.parquet", new Row { text = "one" });
        Write("train-00001.parquet", new Row { text = "two" });
        Write("validation-00000.parquet", new Row { text = "three" });

        Texts("").ShouldBe(["one", "two", "three"]);
        Texts("train-*.parquet").ShouldBe(["one", "two"]);
        Should.Throw<BenchException>(() => Texts("test-*.parquet")).Problem.ShouldContain("no files 'test-*.parquet'");

        string[] Texts(string path) => [.. Read(path).Select(instance => instance.Text)];
    }

    [Fact]
    public void A_file_that_arrow_wrote_is_read()
    {
        Instance[] read = [.. Reading.Reader("parquet", "marks=words").Read(Path.Combine(Repository.Golden, "datasets", "arrow.parquet"))];

        read.Select(instance => (instance.Text, instance.Label))
            .ShouldBe([("a good film", "POS"), ("bad , bad", "NEG"), ("é 😀 fine", null)]);
        read.Select(Reading.Spans).ShouldBe(["2-6 | 2-6 7-11", "0-3 6-9", ""]);
        read.Select(instance => instance.Columns.GetValueOrDefault("score")).ShouldBe(["0.5", null, "2"]);
    }

    [Fact]
    public void What_is_no_parquet_file_is_refused()
    {
        _folder.Write("t.parquet", "PAR1 and nothing else PAR1");

        Should.Throw<BenchException>(() => Read("t.parquet")).Problem.ShouldContain("no Parquet file");
        Should.Throw<BenchException>(() => Read("missing.parquet"));
    }

    private Instance[] Read(string name, params string[] options) => [.. Reading.Reader("parquet", options).Read(_folder.File(name))];

    private void Write<T>(string name, params T[] rows)
    {
        using FileStream stream = File.Create(_folder.File(name));
        ParquetSerializer.SerializeAsync(rows, stream, customMetadata: new Dictionary<string, string> { ["huggingface"] = Features })
            .GetAwaiter().GetResult();
    }

#pragma warning disable IDE1006, SA1300 // Columns are called so.
    public sealed class Row
    {
        public string? id { get; set; }

        public string text { get; set; } = "";

        public string? text_pair { get; set; }

        public long label { get; set; }

        public List<List<int>>? rationale { get; set; }

        public int? year { get; set; }
    }

    public sealed class Task
    {
        public List<string> tokens { get; set; } = [];

        public List<long> tags { get; set; } = [];

        public Answers? answers { get; set; }
    }

    public sealed class Question
    {
        public string question { get; set; } = "";

        public string context { get; set; } = "";

        public Answers? answers { get; set; }
    }

    public sealed class Answers
    {
        public List<string> text { get; set; } = [];

        public List<int> answer_start { get; set; } = [];
    }

    public sealed class Glue
    {
        public string sentence { get; set; } = "";

        public string sentence2 { get; set; } = "";

        public int idx { get; set; }

        public int stars { get; set; }
    }

    public sealed class Hate
    {
        public List<string> post_tokens { get; set; } = [];

        public List<List<int>> rationales { get; set; } = [];

        public List<Annotator> annotators { get; set; } = [];
    }

    public sealed class Annotator
    {
        public long label { get; set; }
    }

    public sealed class Movie
    {
        public string review { get; set; } = "";

        public List<string> evidences { get; set; } = [];
    }
#pragma warning restore IDE1006, SA1300
}
