using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// Settings that no golden model has: the managed core computes them as the reference does, whose gradients are finite differences, and
/// they change the answer.
/// </summary>
public sealed class PlanVariantTests
{
    private const int Hidden = 32;

    /// <summary>
    /// Model, changed configuration, and tensors added or replaced: a name with {l} stands for every layer, then its extents.
    /// </summary>
    public static TheoryData<string, string, string> Variants => new()
    {
        { "deberta-v3-nli", """{"pos_att_type":["c2p"]}""", "" },
        { "deberta-v3-nli", """{"pos_att_type":"p2c"}""", "" },
        { "deberta-v3-nli", """{"pos_att_type":[]}""", "" },
        { "deberta-v3-nli", """{"relative_attention":false}""", "" },
        { "deberta-v3-nli", """{"norm_rel_ebd":"none"}""", "" },
        { "deberta-v3-nli", """{"position_buckets":0,"max_relative_positions":6}""", "deberta.encoder.rel_embeddings.weight 12 32" },
        { "deberta-v3-nli", """{"position_buckets":4,"max_relative_positions":20}""", "deberta.encoder.rel_embeddings.weight 8 32" },
        {
            "deberta-v3-nli", """{"position_biased_input":true,"type_vocab_size":2}""",
            "deberta.embeddings.position_embeddings.weight 64 32;deberta.embeddings.token_type_embeddings.weight 2 32"
        },
        {
            "deberta-v3-nli", """{"share_att_key":false,"pos_att_type":["p2c"]}""",
            "deberta.encoder.layer.{l}.attention.self.pos_query_proj.weight 32 "
                + "32;deberta.encoder.layer.{l}.attention.self.pos_query_proj.bias 32"
        },
        { "deberta-v2-conv", """{"conv_act":"tanh"}""", "" },
        { "deberta-v2-conv", """{"conv_kernel_size":5}""", "deberta.encoder.conv.conv.weight 32 32 5" },
        { "deberta-v1-nli", """{"pos_att_type":["c2p"]}""", "" },
        { "deberta-v1-nli", """{"max_relative_positions":5}""", "deberta.encoder.rel_embeddings.weight 10 32" },
        { "deberta-v1-nli", """{"pooler_hidden_act":"relu","hidden_act":"silu"}""", "" },
        { "modernbert", """{"layer_types":null,"global_attn_every_n_layers":2}""", "" },
        { "modernbert", """{"local_attention":3}""", "" },
        { "modernbert", """{"rope_parameters":null,"global_rope_theta":500,"local_rope_theta":null}""", "" },
        { "modernbert", """{"hidden_activation":"silu","classifier_activation":"relu"}""", "" },
        {
            "modernbert", """{"attention_bias":true,"mlp_bias":true,"classifier_bias":true}""",
            "model.layers.{l}.attn.Wqkv.bias 96;model.layers.{l}.attn.Wo.bias 32;model.layers.{l}.mlp.Wi.bias "
                + "128;model.layers.{l}.mlp.Wo.bias 32;head.dense.bias 32"
        },
        {
            "modernbert",
            """{"rope_parameters":{"full_attention":{"rope_type":"yarn","rope_theta":160000,"factor":8,"original_max_position_embeddings":32}}}""",
            ""
        },
        { "mpnet", """{"relative_attention_num_buckets":40}""", "mpnet.encoder.relative_attention_bias.weight 40 4" },
        { "gpt2", """{"scale_attn_weights":false}""", "" },
        { "gpt2", """{"scale_attn_by_inverse_layer_idx":true}""", "" },
        { "gpt2", """{"activation_function":"relu"}""", "" },
        { "gpt2-lm", """{"tie_word_embeddings":false}""", "lm_head.weight 1200 32" },
        { "qwen2-lm", """{"tie_word_embeddings":false}""", "lm_head.weight 1200 32" },
        { "llama", """{"rope_parameters":{"rope_type":"linear","rope_theta":10000,"factor":3}}""", "" },
        {
            "llama",
            """{"rope_parameters":{"rope_type":"llama3","rope_theta":10000,"factor":8,"low_freq_factor":1,"high_freq_factor":4,"original_max_position_embeddings":32}}""",
            ""
        },
        { "llama", """{"rope_parameters":{"rope_type":"yarn","rope_theta":10000,"factor":4,"original_max_position_embeddings":16}}""", "" },
        { "llama",
            """{"rope_parameters":{"rope_type":"yarn","rope_theta":10000,"factor":4,"truncate":false,"beta_fast":4,"mscale":2,"mscale_all_dim":0.5}}""", "" },
        { "llama", """{"hidden_act":"gelu_new"}""", "" },
        {
            "llama", """{"attention_bias":true,"mlp_bias":true}""",
            "model.layers.{l}.self_attn.q_proj.bias 32;model.layers.{l}.self_attn.k_proj.bias 16;model.layers.{l}.self_attn.v_proj.bias 16;"
            + "model.layers.{l}.self_attn.o_proj.bias 32;model.layers.{l}.mlp.gate_proj.bias 64;model.layers.{l}.mlp.up_proj.bias "
                + "64;model.layers.{l}.mlp.down_proj.bias 32"
        },
        { "qwen2", """{"use_sliding_window":true,"sliding_window":4,"layer_types":["sliding_attention","full_attention"]}""", "" },
        { "qwen2", """{"use_sliding_window":true,"sliding_window":2,"max_window_layers":1,"layer_types":null}""", "" },
        { "qwen3", """{"rope_parameters":null,"rope_scaling":{"type":"yarn","factor":4,"original_max_position_embeddings":16}}""", "" },
        { "bart-nli", """{"scale_embedding":true,"activation_function":"relu"}""", "" },
        { "camembert", """{"hidden_act":"gelu_new"}""", "" },
    };

    // Every token's outputs come from the decoder state that reads the token before; hidden tokens are missing in both stacks.
    [Fact]
    public void Bart_finds_answers()
    {
        const string Settings = """{"architectures":["BartForQuestionAnswering"],"id2label":null,"label2id":null}""";
        using ModelCopy copy = Change("bart-nli", Settings, "qa_outputs.weight 2 32;qa_outputs.bias 2");
        ReferenceEncoder reference = ReferenceEncoder.Load(copy.Folder);
        using ManagedEncoder core = ManagedCore.Load(copy.Folder);
        InputRow row = GoldenTask.Cases("bart-nli")[0].Row;
        var span = new TargetQuery(row, new Target(0, 3, 5), Quantity.LogProbability);
        Answer expected = reference.Gradients([span])[0], found = core.Gradients([span])[0];
        Close.ToLargest(expected.Outputs, found.Outputs, 1e-5, 1e-5, "logits");
        Close.ToLargest(expected.Gradient, found.Gradient, 1e-6, 2e-5, "gradient");
        RequireSlope(reference, row, new Target(0, 3),
            reference.Gradients([span with { Target = new Target(0, 3), Quantity = Quantity.Logit }])[0].Gradient, "slope");

        // The reference leaves hidden tokens out, so that the fourth token is its third.
        bool[] mask = [.. Enumerable.Range(0, row.Length).Select(i => i % 4 != 2)];
        var hidden = new InputRow { TokenIds = row.TokenIds, AttentionMask = mask };
        expected = reference.Gradients([new TargetQuery(hidden, new Target(0, 2), Quantity.Logit)])[0];
        found = core.Gradients([new TargetQuery(hidden, new Target(0, 3), Quantity.Logit)])[0];
        float[] visible = [.. found.Outputs.Span.ToArray().Where((_, i) => mask[i / 2])];
        Close.ToLargest(expected.Outputs, new Tensor(visible, new Shape(visible.Length / 2, 2)), 1e-5, 1e-5, "logits of what is left");
        Close.ToLargest(expected.Gradient, found.Gradient, 1e-6, 2e-5, "gradient of what is left");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Other_settings_are_computed_and_differentiated(string model, string settings, string tensors)
    {
        using ModelCopy copy = Change(model, settings, tensors);
        InputRow row = GoldenTask.Cases(model)[0].Row;
        ReferenceEncoder reference = ReferenceEncoder.Load(copy.Folder);
        using ManagedEncoder core = ManagedCore.Load(copy.Folder), unchanged = ManagedCore.Load(GoldenTask.Model(model));
        var target = new Target(1, reference.Info.Head == HeadKind.Sequence ? null : 2);
        Answer expected = reference.Gradients([new TargetQuery(row, target, Quantity.Logit)])[0];
        Answer found = core.Gradients([new TargetQuery(row, target, Quantity.Logit)])[0];
        Close.ToLargest(expected.Outputs, found.Outputs, 1e-5, 1e-5, settings);
        Close.ToLargest(expected.Gradient, found.Gradient, 1e-6, 2e-5, settings);
        double difference = found.Outputs.Span.ToArray().Zip(unchanged.Predict([row])[0].Span.ToArray(), (a, b) => Math.Abs(a - b)).Max();
        difference.ShouldBeGreaterThan(1e-4, settings);
        RequireSlope(reference, row, target, expected.Gradient, settings);
    }

    // YaRN's factor of cosines and sines multiplies queries and keys, so its square multiplies scores.
    [Fact]
    public void Yarns_factor_of_cosines_multiplies_the_scores_by_its_square()
    {
        using ModelCopy stated = Change("llama", Yarn(1.25), ""), folded = Change("llama", Yarn(1), "");
        folded.Reweigh(tensors => Scale(tensors, "q_proj", 1.25f * 1.25f));
        RequireSame(stated, folded, "llama");

        static string Yarn(double factor) => FormattableString.Invariant(
            $$$"""{"rope_parameters":{"rope_type":"yarn","rope_theta":10000,"factor":4,"attention_factor":{{{factor}}}}}""");
    }

    [Fact]
    public void Gpt_2_scales_scores_by_layer_or_not_at_all()
    {
        using ModelCopy stated = Change("gpt2", """{"scale_attn_by_inverse_layer_idx":true,"scale_attn_weights":false}""", "");
        using ModelCopy folded = new ModelCopy(new DirectoryInfo(GoldenTask.Model("gpt2"))).Reweigh(tensors =>
        {
            foreach (int layer in new[] { 0, 1 })
            {
                string name = $"transformer.h.{layer}.attn.c_attn";
                float factor = MathF.Sqrt(8) / (layer + 1);
                tensors[$"{name}.bias"] = FirstThird(tensors[$"{name}.bias"], factor);
                tensors[$"{name}.weight"] = FirstThird(tensors[$"{name}.weight"], factor);
            }
        });
        RequireSame(stated, folded, "gpt2");

        // Rows hold queries, keys and values of one input side by side.
        static RawTensor FirstThird(RawTensor tensor, float factor) => RawTensor.Of(
            [.. tensor.Floats.Select((value, i) => i % (3 * Hidden) < Hidden ? value * factor : value)], tensor.Shape);
    }

    // By hand from the paper's formulas: head size 64, base 10,000, trained on 2,048, 32 turns and more stay (up to pair 8), 1 turn and
    // fewer are stretched (from pair 21 on).
    [Fact]
    public void Yarn_mixes_along_a_ramp_of_pairs()
    {
        var scaling = new YarnScaling(4, 32, 1, 2048);
        var rotary = new Rotary(10_000, scaling);
        scaling.Apply(1f, 8, rotary, 64).ShouldBe(1f);
        scaling.Apply(1f, 21, rotary, 64).ShouldBe(0.25f);
        scaling.Apply(1f, 12, rotary, 64).ShouldBe((float)((4 / 13.0 / 4) + (9 / 13.0)), 1e-6f);
        YarnScaling.Magnitude(4).ShouldBe(1.138629, 1e-6);
        YarnScaling.Magnitude(0.5).ShouldBe(1);
    }

    private static void RequireSame(ModelCopy a, ModelCopy b, string model)
    {
        InputRow row = GoldenTask.Cases(model)[0].Row;
        using ManagedEncoder first = ManagedCore.Load(a.Folder), second = ManagedCore.Load(b.Folder);
        Close.ToLargest(second.Predict([row])[0], first.Predict([row])[0], 1e-6, 0, model);
    }

    private static void Scale(Dictionary<string, RawTensor> tensors, string part, float factor)
    {
        foreach (string name in tensors.Keys.Where(name => name.Contains(part, StringComparison.Ordinal)).ToArray())
        {
            tensors[name] = RawTensor.Of([.. tensors[name].Floats.Select(value => value * factor)], tensors[name].Shape);
        }
    }

    private static void RequireSlope(ReferenceEncoder reference, InputRow row, Target target, Tensor gradient, string what)
    {
        const float Step = 1f / 65536;
        float[] words = reference.Embed(row).Span.ToArray();
        var random = new DeterministicRandom(3);
        float[] direction = [.. words.Select(_ => (float)random.NextGaussian())];
        double expected = gradient.Span.ToArray().Zip(direction, (g, d) => (double)g * d).Sum();
        double slope = (At(Step) - At(-Step)) / (2 * Step);
        slope.ShouldBe(expected, 2e-4 * (1 + Math.Abs(expected)), what);

        double At(float step) =>
            reference.Exact(row.With(new ReplacedEmbeddings(words, direction, step)))[target.Position ?? 0, target.Output];
    }

    private static ModelCopy Change(string model, string settings, string tensors) =>
        new ModelCopy(new DirectoryInfo(GoldenTask.Model(model)))
            .Configure(config =>
            {
                foreach ((string key, JsonNode? value) in JsonNode.Parse(settings)!.AsObject().ToArray())
                {
                    config[key] = value?.DeepClone();
                }
            })
            .Reweigh(all =>
            {
                var random = new DeterministicRandom(11);
                foreach (string[] words in tensors.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(tensor => tensor.Split(' ')))
                {
                    long[] extents = [.. words[1..].Select(long.Parse)];
                    foreach (string name in Enumerable.Range(0, words[0].Contains("{l}", StringComparison.Ordinal) ? Layers(all) : 1)
                        .Select(layer => words[0].Replace("{l}", $"{layer}", StringComparison.Ordinal)))
                    {
                        float[] values =
                            [.. Enumerable.Range(0, (int)extents.Aggregate((a, b) => a * b))
                                .Select(_ => (float)(0.1 * random.NextGaussian()))];
                        all[name] = RawTensor.Of(values, extents);
                    }
                }
            });

    private static int Layers(Dictionary<string, RawTensor> tensors) =>
        Enumerable.Range(0, 99).First(layer => !tensors.Keys.Any(name => name.Contains($".{layer}.", StringComparison.Ordinal)));
}
