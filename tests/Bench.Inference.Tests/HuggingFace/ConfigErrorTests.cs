using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Values of <c>config.json</c> that would change the numbers are understood or refused, never ignored.</summary>
public class ConfigErrorTests
{
    [Theory]
    [InlineData("architectures", """["GPTJForSequenceClassification"]""", "'GPTJForSequenceClassification' is not supported")]
    [InlineData("architectures", """["BertForPreTraining"]""", "'BertForPreTraining' is not supported")]
    [InlineData("architectures", """[]""", "No architecture")]
    [InlineData("architectures", """null""", "No architecture")]
    [InlineData("architectures", """["BertForSequenceClassification","BertModel"]""", "2 architectures")]
    [InlineData("architectures", """[7]""", "not allowed")]
    [InlineData("architectures", """["\ud800"]""", "Unicode")]
    [InlineData("model_type", "\"roberta\"", "contradicts")]
    [InlineData("position_embedding_type", "\"relative_key\"", "'relative_key' are not supported")]
    [InlineData("is_decoder", "true", "decoder")]
    [InlineData("is_encoder_decoder", "true", "decoder")]
    [InlineData("add_cross_attention", "true", "Cross-attention")]
    [InlineData("pruned_heads", """{"0":[1]}""", "pruned")]
    [InlineData("quantization_config", """{"bits":8}""", "quantized")]
    [InlineData("auto_map", """{"AutoModel":"x.py"}""", "modelling code")]
    [InlineData("hidden_act", "\"quick_gelu\"", "'quick_gelu' is not supported")]
    [InlineData("hidden_act", "1", "not allowed")]
    [InlineData("layer_norm_eps", "0", "not allowed")]
    [InlineData("layer_norm_eps", "-1e-5", "not allowed")]
    [InlineData("layer_norm_eps", "\"1e-5\"", "not allowed")]
    [InlineData("layer_norm_eps", "1e999", "not allowed")]
    [InlineData("num_attention_heads", "5", "do not divide")]
    [InlineData("num_attention_heads", "0", "not allowed")]
    [InlineData("num_hidden_layers", "1025", "not allowed")]
    [InlineData("num_hidden_layers", "2.5", "not allowed")]
    [InlineData("hidden_size", "null", "missing")]
    [InlineData("hidden_size", "-32", "not allowed")]
    [InlineData("hidden_size", "99999999999", "not allowed")]
    [InlineData("intermediate_size", "null", "missing")]
    [InlineData("max_position_embeddings", "null", "missing")]
    [InlineData("vocab_size", "null", "missing")]
    [InlineData("type_vocab_size", "0", "not allowed")]
    [InlineData("pad_token_id", "600", "not allowed")]
    [InlineData("pad_token_id", "-1", "not allowed")]
    [InlineData("problem_type", "\"ranking\"", "'ranking' is unknown")]
    [InlineData("num_labels", "2", "id2label has 3")]
    [InlineData("id2label", """["a","b","c"]""", "not allowed")]
    [InlineData("id2label", """{"0":"a","1":"b","3":"c"}""", "'3' is not allowed")]
    [InlineData("id2label", """{"0":"a","1":"b","01":"c"}""", "'01' is not allowed")]
    [InlineData("id2label", """{"0":"a","1":"b","x":"c"}""", "'x' is not allowed")]
    [InlineData("id2label", """{"0":"a","1":"b","-1":"c"}""", "'-1' is not allowed")]
    [InlineData("id2label", """{"0":"a","1":"b","2":"a"}""", "same label")]
    [InlineData("id2label", """{"0":"a","1":"b","2":["c"]}""", "not allowed")]
    [InlineData("id2label", """{"0":"a","1":"b","2":"\udc00"}""", "Unicode")]
    public void A_bad_value_is_told_with_its_key(string key, string json, string says)
    {
        BenchException error = Refuse("bert-micro", key, json);
        error.Problem.ShouldContain(says);
        error.Where!.ShouldEndWith($"config.json: {key}");
        error.Remedy.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("distilbert-micro", "dim", "null", "missing")]
    [InlineData("distilbert-micro", "n_heads", "3", "do not divide")]
    [InlineData("distilbert-micro", "n_layers", "0", "not allowed")]
    [InlineData("distilbert-micro", "activation", "\"mish\"", "'mish' is not supported")]
    [InlineData("electra-micro", "embedding_size", "null", "missing")]
    [InlineData("albert-micro", "embedding_size", "null", "missing")]
    [InlineData("albert-micro", "num_hidden_groups", "0", "not allowed")]
    [InlineData("albert-micro", "inner_group_num", "1000", "more than any encoder has")]
    [InlineData("roberta-micro", "max_position_embeddings", "2", "leave none")]
    public void Keys_of_other_architectures_are_checked_too(string model, string key, string json, string says)
    {
        BenchException error = Refuse(model, key, json);
        error.Problem.ShouldContain(says);
        error.Where!.ShouldContain(key);
    }

    [Fact]
    public void An_unknown_architecture_is_told_with_those_that_are_supported()
    {
        BenchException error = Refuse("bert-micro", "architectures", """["BertForSequenceClasification"]""");
        error.Remedy!.ShouldContain("Did you mean 'BertForSequenceClassification'");
        foreach (string name in new[] { "Bert", "DistilBert", "Roberta", "Electra", "Albert" })
        {
            ModelFolder.SupportedArchitectures.ShouldContain($"{name}ForSequenceClassification");
            error.Remedy!.ShouldContain($"{name}ForSequenceClassification");
        }
    }

    [Theory]
    [InlineData("is_decoder", "false")]
    [InlineData("pruned_heads", "{}")]
    [InlineData("position_embedding_type", "null")]
    [InlineData("quantization_config", "null")]
    [InlineData("num_labels", "3")]
    [InlineData("some_key_nobody_knows", "1")]
    public void Values_that_change_nothing_are_accepted(string key, string json)
    {
        using ModelCopy copy = With("bert-micro", key, json);
        ModelFolderTests.RequireLogits(copy.Folder, "bert-micro/short");
    }

    // Files written by old versions of transformers leave out what had its default.
    [Fact]
    public void Missing_values_have_the_defaults_of_transformers()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config =>
        {
            foreach (string key in new[]
                { "hidden_act", "layer_norm_eps", "pad_token_id", "position_embedding_type", "type_vocab_size", "model_type" })
            {
                config.Remove(key);
            }
        });
        ModelFolderTests.RequireLogits(copy.Folder, "bert-micro/pair");
        using ModelCopy roberta = new ModelCopy("roberta-micro").Configure(config => config.Remove("pad_token_id"));
        ModelFolderTests.RequireLogits(roberta.Folder, "roberta-micro/pair");
        using ModelCopy albert = new ModelCopy("albert-micro").Configure(config => config.Remove("hidden_act"));
        ModelFolderTests.RequireLogits(albert.Folder, "albert-micro/pair");
    }

    [Fact]
    public void Labels_may_be_numbers_and_stand_in_any_order()
    {
        using ModelCopy copy = With("bert-micro", "id2label", """{"2":"c","0":1,"1":"b"}""");
        using ModelFolder model = ModelFolder.Open(copy.Folder);
        model.Config.Labels.ShouldBe(["1", "b", "c"]);
    }

    private static BenchException Refuse(string model, string key, string json)
    {
        using ModelCopy copy = With(model, key, json);
        return Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder));
    }

    private static ModelCopy With(string model, string key, string json)
    {
        var copy = new ModelCopy(model);
        JsonObject config = JsonNode.Parse(File.ReadAllText(copy.File("config.json")))!.AsObject();
        config.Remove(key);
        string rest = config.ToJsonString()[1..];
        File.WriteAllText(copy.File("config.json"), $$"""{"{{key}}":{{json}},{{rest}}""");
        return copy;
    }
}
