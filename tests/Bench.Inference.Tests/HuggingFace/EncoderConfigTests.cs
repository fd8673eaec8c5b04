using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public class EncoderConfigTests
{
    [Fact]
    public void Positions_of_BERT_count_every_token() => Positions("bert-micro", [2, 0, 7, 0]).ShouldBe([0, 1, 2, 3]);

    [Fact]
    public void Positions_of_RoBERTa_count_tokens_that_are_not_padding() =>
        Positions("roberta-micro", [0, 1, 7, 1, 2]).ShouldBe([2, 1, 3, 1, 4]);

    [Fact]
    public void The_description_repeats_the_configuration()
    {
        ModelInfo info = Config("electra-micro").ToInfo("small");
        info.Name.ShouldBe("small");
        info.Architecture.ShouldBe("ElectraForSequenceClassification");
        info.Labels.ShouldBe(["negative", "neutral", "positive"]);
        (info.VocabularySize, info.EmbeddingWidth, info.MaxLength, info.Layers, info.Heads).ShouldBe((600, 24, 64, 2, 4));
    }

    [Fact]
    public void Rows_that_fit_pass() => RowCheck.Require(Config("bert-micro"), Row([599, 0], [0, 1], [false, true]), "m");

    [Fact]
    public void Rows_with_wrong_ids_are_told_with_position_and_limit()
    {
        Refuse(Row([5, 600])).Problem.ShouldBe("The token id 600 at position 1 lies outside the word embedding, which has 600 rows");
        Refuse(Row([-1])).Problem.ShouldContain("token id -1 at position 0");
        Refuse(Row([5, 6], [0, 2])).Problem.ShouldContain("token type 2 at position 1");
        Refuse(Row(new int[65])).Problem.ShouldContain("65 tokens is longer than the 64");
    }

    [Fact]
    public void Token_types_of_a_model_without_them_are_ignored() =>
        RowCheck.Require(Config("distilbert-micro"), Row([5, 6], [0, 7]), "m");

    [Fact]
    public void Rows_whose_parts_disagree_are_bugs()
    {
        EncoderConfig config = Config("electra-micro");
        var embeddings = new ReplacedEmbeddings(new float[48], new float[47]);
        InputRow[] rows =
        [
            Row([]),
            Row([5, 6], [0]),
            Row([5, 6], null, [true]),
            Row([5, 6], null, [false, false]),
            new InputRow { TokenIds = new[] { 5, 6 }, Embeddings = new ReplacedEmbeddings(new float[64]) },
            new InputRow { TokenIds = new[] { 5, 6 }, Embeddings = embeddings },
        ];
        foreach (InputRow row in rows)
        {
            Should.Throw<ArgumentException>(() => RowCheck.Require(config, row, "m"));
        }
    }

    private static BenchException Refuse(InputRow row) =>
        Should.Throw<BenchException>(() => RowCheck.Require(Config("bert-micro"), row, "m"));

    private static InputRow Row(int[] ids, int[]? types = null, bool[]? mask = null) =>
        new() { TokenIds = ids, TypeIds = types, AttentionMask = mask };

    private static EncoderConfig Config(string model)
    {
        using ModelFolder folder = ModelFolder.Open(Repository.Model(model));
        return folder.Config;
    }

    private static int[] Positions(string model, int[] ids)
    {
        int[] positions = new int[ids.Length];
        Config(model).WritePositions(ids, positions);
        return positions;
    }
}
