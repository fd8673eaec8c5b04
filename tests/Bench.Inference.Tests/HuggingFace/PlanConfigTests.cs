using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// What the configurations of newer architectures say is computed or refused by its key, and what they leave out has the class's default.
/// </summary>
public sealed class PlanConfigTests
{
    [Theory]
    [InlineData("deberta-v3-nli", "pos_att_type", """["p2p"]""", "'p2p' is not supported")]
    [InlineData("deberta-v3-nli", "pos_att_type", "\"c2p|p2p\"", "'p2p' is not supported")]
    [InlineData("deberta-v3-nli", "embedding_size", "16", "Embeddings of another width")]
    [InlineData("deberta-v3-nli", "attention_head_size", "4", "Heads of another width")]
    [InlineData("deberta-v3-nli", "pooler_hidden_size", "16", "A pooler of another width")]
    [InlineData("deberta-v1-nli", "talking_head", "true", "Talking heads")]
    [InlineData("deberta-v2-conv", "conv_groups", "2", "groups")]
    [InlineData("deberta-v2-conv", "conv_act", "\"mish\"", "'mish' is not supported")]
    [InlineData("modernbert", "classifier_pooling", "\"max\"", "'max' is not supported")]
    [InlineData(
        "modernbert", "layer_types", """["full_attention","chunked","full_attention","full_attention"]""", "'chunked' are not supported")]
    [InlineData("modernbert", "layer_types", """["full_attention"]""", "1 layers are listed")]
    [InlineData("modernbert", "rope_parameters", """{"full_attention":{"rope_type":"longrope"}}""", "'longrope' are not supported")]
    [InlineData("modernbert", "rope_scaling", """{"rope_type":"yarn","factor":2}""", "not said for each kind of layer")]
    [InlineData("llama", "rope_parameters", """{"rope_type":"yarn"}""", "'factor' is missing")]
    [InlineData("llama", "rope_scaling", """{"rope_type":"yarn","factor":3}""", "says other than rope_parameters")]
    [InlineData("llama", "partial_rotary_factor", "0.5", "a part of each head")]
    [InlineData("llama", "rope_parameters", """{"rope_type":"linear"}""", "'factor' is missing")]
    [InlineData("llama", "rope_parameters", """{"partial_rotary_factor":0.5}""", "a part of each head")]
    [InlineData("llama", "head_dim", "7", "odd width")]
    [InlineData("llama", "num_key_value_heads", "3", "do not divide")]
    [InlineData("gpt2", "add_cross_attention", "true", "Cross-attention")]
    [InlineData("bart-nli", "decoder_attention_heads", "2", "another number of heads")]
    [InlineData("mpnet", "relative_attention_num_buckets", "31", "not allowed")]
    [InlineData("deberta-v3-nli", "max_relative_positions", "5", "leave none for farther ones")]
    public void What_is_not_computed_is_refused_by_its_key(string model, string key, string json, string says)
    {
        using ModelCopy copy = Copy(model, config => config[key] = JsonNode.Parse(json));
        BenchException error = Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder));
        error.Message.ShouldContain(says);
        error.Message.ShouldContain("config.json: ");
    }

    [Theory]
    [InlineData(
        "deberta-v3-nli", "layer_norm_eps", "hidden_act", "pooler_hidden_act", "max_relative_positions", "type_vocab_size", "pad_token_id")]
    [InlineData("deberta-v2-conv", "position_biased_input", "share_att_key", "conv_groups")]
    [InlineData(
        "modernbert", "layer_types", "norm_eps", "norm_bias", "attention_bias", "mlp_bias", "classifier_pooling", "rope_parameters")]
    [InlineData("mpnet", "layer_norm_eps", "relative_attention_num_buckets", "hidden_act")]
    [InlineData("gpt2", "activation_function", "layer_norm_epsilon", "scale_attn_weights")]
    [InlineData("llama", "head_dim", "rms_norm_eps", "rope_parameters", "attention_bias", "mlp_bias", "hidden_act")]
    [InlineData("qwen2", "rms_norm_eps", "rope_parameters", "use_sliding_window", "layer_types")]
    [InlineData("bart-nli", "scale_embedding", "decoder_start_token_id", "eos_token_id", "activation_function")]
    public void Keys_left_out_have_the_default_of_the_class(string model, params string[] keys)
    {
        using ModelCopy copy = Copy(model, config => Array.ForEach(keys, key => config.Remove(key)));
        InputRow row = GoldenTask.Cases(model)[0].Row;
        using ManagedEncoder whole = ManagedCore.Load(GoldenTask.Model(model)), brief = ManagedCore.Load(copy.Folder);
        brief.Predict([row])[0].Span.SequenceEqual(whole.Predict([row])[0].Span).ShouldBeTrue(model);
    }

    [Fact]
    public void Settings_of_older_versions_mean_the_same()
    {
        using ModelCopy bars = Copy("deberta-v3-nli", config => config["pos_att_type"] = "p2c|c2p");
        using ModelCopy thetas = Copy("modernbert", config =>
        {
            config.Remove("rope_parameters");
            config.Remove("layer_types");
            (config["global_rope_theta"], config["local_rope_theta"], config["global_attn_every_n_layers"]) = (160000.0, 10000.0, 3);
        });
        using ModelCopy theta = Copy("llama", config =>
        {
            config.Remove("rope_parameters");
            config["rope_theta"] = 10000.0;
        });
        foreach ((string model, ModelCopy copy) in new[] { ("deberta-v3-nli", bars), ("modernbert", thetas), ("llama", theta) })
        {
            InputRow row = GoldenTask.Cases(model)[0].Row;
            using ManagedEncoder today = ManagedCore.Load(GoldenTask.Model(model)), old = ManagedCore.Load(copy.Folder);
            old.Predict([row])[0].Span.SequenceEqual(today.Predict([row])[0].Span).ShouldBeTrue(model);
        }
    }

    // Without a factor YaRN has that of the lengths; no window is none.
    [Fact]
    public void Settings_left_open_follow_from_the_others()
    {
        const string Open = """{"rope_type":"yarn","factor":null,"rope_theta":500,"original_max_position_embeddings":16}""";
        double longest = JsonNode.Parse(File.ReadAllText(Path.Combine(GoldenTask.Model("qwen2"), "config.json")))!
            ["max_position_embeddings"]!.GetValue<double>();
        using ModelCopy open = Copy("qwen2", config =>
        {
            config["rope_parameters"] = JsonNode.Parse(Open);
            (config["use_sliding_window"], config["sliding_window"], config["layer_types"]) = (true, null, null);
        });
        using ModelCopy said = Copy("qwen2", config =>
        {
            config["rope_parameters"] = JsonNode.Parse(Open);
            config["rope_parameters"]!["factor"] = longest / 16;
        });
        InputRow row = GoldenTask.Cases("qwen2")[0].Row;
        using ManagedEncoder first = ManagedCore.Load(open.Folder), second = ManagedCore.Load(said.Folder);
        first.Predict([row])[0].Span.SequenceEqual(second.Predict([row])[0].Span).ShouldBeTrue();
    }

    [Theory]
    [InlineData("llama", "rope_parameters", """{"rope_theta":10000,"rope_type":"linear","factor":4}""")]
    [InlineData("llama", "rope_scaling", """{"type":"linear","factor":4}""")]
    [InlineData("qwen2", "use_sliding_window", "true")]
    [InlineData("bart-nli", "scale_embedding", "true")]
    public void Other_settings_are_computed_as_the_reference_has_them(string model, string key, string json)
    {
        using ModelCopy copy = Copy(model, config =>
        {
            config.Remove(key == "rope_scaling" ? "rope_parameters" : key);
            config[key] = JsonNode.Parse(json);
            (config["sliding_window"], config["max_window_layers"]) = (3, 1);
            config.Remove("layer_types");
        });
        InputRow row = GoldenTask.Cases(model)[0].Row;
        using ManagedEncoder changed = ManagedCore.Load(copy.Folder), whole = ManagedCore.Load(GoldenTask.Model(model));
        Tensor logits = changed.Predict([row])[0];
        Close.ToLargest(ReferenceEncoder.Load(copy.Folder).Predict([row])[0], logits, 1e-5, 0, key);
        logits.Span.SequenceEqual(whole.Predict([row])[0].Span).ShouldBeFalse(key);
    }

    // Distances and rows of transformers' own function, for B = 256 and M = 512; and of T5's.
    [Fact]
    public void Buckets_are_those_of_the_papers()
    {
        var deberta = new DebertaPositions(256, 512);
        (int Distance, int Bucket)[] known = [
            (0, 0), (127, 127), (128, 128), (129, 129), (130, 130), (200, 169), (256, 192), (300, 207), (400, 233), (510, 255), (511, 255)];
        foreach ((int distance, int bucket) in known)
        {
            deberta.RowOf(distance).ShouldBe(256 + bucket);
            deberta.RowOf(-distance).ShouldBe(256 - bucket);
        }

        var t5 = new T5Positions(32, 128);
        (int KeyMinusQuery, int Bucket)[] rows = [
            (0, 0), (1, 17), (-1, 1), (7, 23), (8, 24), (-8, 8), (12, 25), (15, 25), (16, 26), (-16, 10), (32, 28), (-64, 14), (128, 31)];
        foreach ((int distance, int bucket) in rows)
        {
            t5.RowOf(-distance).ShouldBe(bucket);
        }
    }

    // Llama 3.1's numbers: short waves stay, long ones are stretched, those between are mixed (transformers' formula, computed by hand).
    [Fact]
    public void Llama_3_stretches_long_waves_only()
    {
        var scaling = new Llama3Scaling(8, 1, 4, 8192);
        var rotary = new Rotary(500_000, scaling);
        scaling.Apply(1f, 0, rotary, 64).ShouldBe(1f);
        scaling.Apply(0.0001f, 0, rotary, 64).ShouldBe(0.0001f / 8, 1e-12f);
        float between = (float)(2 * Math.PI / 4096);
        double smooth = ((8192 / 4096.0) - 1) / 3;
        scaling.Apply(between, 0, rotary, 64).ShouldBe((float)(((1 - smooth) * between / 8) + (smooth * between)), 1e-9f);
    }

    private static ModelCopy Copy(string model, Action<JsonObject> change) =>
        new ModelCopy(new DirectoryInfo(GoldenTask.Model(model))).Configure(change);
}
