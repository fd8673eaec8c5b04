using System.CommandLine;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary><c>explain</c>: explanations of one text.</summary>
internal static class ExplainCommand
{
    private const string AllTargets = "all";

    private static readonly string[] _defaultExplainers =
        ["gradient", "gradient-x-input", "integrated-gradients", "lime", "partition-shap"];

    public static Command Create(BenchServices services)
    {
        Option<string> model = CommonOptions.Model();
        var text = new TextOption();
        Option<string?> pair = CommonOptions.TextPair();
        Option<string?> target = CommonOptions.Target();
        target.Description = $"Label or index of the output explained, or '{AllTargets}' for each in turn; the predicted class unless given.";
        target.HelpName = $"LABEL|INDEX|{AllTargets}";
        var explainers = new Option<string[]>("--explainer")
        {
            Description = $"An explainer and its options; may be repeated. Without it: {string.Join(", ", _defaultExplainers)}.",
            HelpName = "ID[:key=value,…]",
        };
        Option<string> quantity = CommonOptions.Quantity();
        Option<string?> profile = CommonOptions.Profile();
        Option<ulong> seed = CommonOptions.Seed();
        var seeds = new Option<int>("--seeds")
        {
            Description = "Repeat what is random with N seeds and show the mean and standard deviation of every score.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        Option<bool> truncate = CommonOptions.Truncate();
        Option<int> threads = CommonOptions.Threads();
        Option<string> format = CommonOptions.Format();
        var html = new Option<string?>("--html") { Description = "Also write a page with heat maps, bars and force plots.", HelpName = "FILE" };
        var svg = new Option<string?>("--svg") { Description = "Also write a picture.", HelpName = "FILE" };
        var png = new Option<string?>("--png") { Description = "Also write the picture as PNG; an installed Chromium or Chrome draws it.", HelpName = "FILE" };
        Option<string> plot = CommonOptions.Choice("--plot", "What --svg and --png draw.", [.. Enum.GetNames<PlotKind>().Select(OptionsBinder.Key)]);
        var attention = new Option<bool>("--attention") { Description = "Show the attention maps on the page of --html." };
        var open = new Option<bool>("--open") { Description = "Open the page (a temporary one without --html)." };
        var command = new Command("explain", "Explains one text with one or more explainers.")
        {
            model, pair, target, explainers, quantity, profile, seed, seeds, truncate, threads, format, html, svg, png, plot, attention, open,
        };
        text.AddTo(command);
        CoreChoice.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] asked = parsed.GetValue(explainers) is { Length: > 0 } given ? given : _defaultExplainers;
            int repetitions = CommonOptions.RequirePositive(parsed.GetValue(seeds), "--seeds");
            OptionProfile chosen = services.Profile(parsed.GetValue(profile));
            Configured<ExplainerDescriptor, IExplainer>[] configured =
                [.. asked.Select(spec => chosen.Configure(services.Explainers, ComponentSpec.Parse(spec)))];
            OutputFile.Require(parsed.GetValue(html), parsed.GetValue(svg), parsed.GetValue(png));
            using LoadedModel loaded = services.OpenModel(
                parsed.GetValue(model)!, CommonOptions.RequirePositive(parsed.GetValue(threads), "--threads"));
            foreach (Configured<ExplainerDescriptor, IExplainer> explainer in configured)
            {
                RunPlanner.RequireCapabilities(loaded.Model, explainer);
            }

            var store = new EvaluationStore(loaded.Model, new CostMeter());
            TokenizedText input = InputPolicy.Tokenize(
                loaded.Tokenizer, text.Read(parsed), parsed.GetValue(pair), parsed.GetValue(truncate), "--text");
            foreach (Configured<ExplainerDescriptor, IExplainer> explainer in configured)
            {
                Explaining.Check(explainer, loaded.Model.Info, loaded.Tokenizer, input, "--text");
            }

            Tensor logits = store.Predict([input.Row], cancellationToken)[0];
            Target[] targets = Targets(loaded.Model.Info, parsed.GetValue(target), logits);
            ExplanationDocument[] documents = [.. targets.Select(output =>
            {
                var request = new ExplanationRequest
                {
                    Model = store,
                    Tokenizer = loaded.Tokenizer,
                    Input = input,
                    Target = output,
                    Quantity = CommonOptions.QuantityOf(parsed.GetValue(quantity)),
                    Seed = parsed.GetValue(seed),
                };
                (Configured<ExplainerDescriptor, IExplainer> Explainer, Explanation Explanation)[] explained =
                    [.. configured.Select(explainer => (explainer, Explaining.Explain(explainer, request, cancellationToken)))];
                return new ExplanationDocument
                {
                    Model = loaded.Model.Info,
                    Input = input,
                    Target = output,
                    Quantity = request.Quantity,
                    Logits = logits,
                    Explanations = [.. explained.Select(entry => (entry.Explainer.Name, entry.Explanation))],
                    Special = loaded.Tokenizer.Special,
                    Seeds = SeedVariance.MeasureAll(explained, request, repetitions, cancellationToken),
                };
            })];
            bool isOne = parsed.GetValue(target) != AllTargets;
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(writer => Write(writer, documents, isOne));
            }
            else
            {
                foreach (ExplanationDocument document in documents)
                {
                    ExplanationPrinter.Print(services.Console, document);
                }
            }

            new ExplanationFiles(documents)
            {
                Html = parsed.GetValue(html),
                Svg = parsed.GetValue(svg),
                Png = parsed.GetValue(png),
                Open = parsed.GetValue(open),
                Plot = Enum.GetValues<PlotKind>().First(kind => OptionsBinder.Key(kind.ToString()) == parsed.GetValue(plot)),
                Attention = parsed.GetValue(attention)
                    ? AttentionViews.Of(ReadableTokens.Of(input), Maps(store, input, cancellationToken))
                    : null,
            }.Write();
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    // A label of that name comes first.
    private static Target[] Targets(ModelInfo model, string? asked, Tensor logits) => asked switch
    {
        null => [new Target(Outputs.ArgMax(logits.Span))],
        AllTargets when !model.Labels.Contains(AllTargets) => [.. Enumerable.Range(0, model.Labels.Count).Select(output => new Target(output))],
        _ => [new Target(ModelLabels.Find(model, asked, "--target"))],
    };

    private static Tensor Maps(IModel model, TokenizedText input, CancellationToken cancellationToken) => model.Capability<IAttentionModel>() is { } attending
        ? attending.Attend([input.Row], cancellationToken)[0].Maps
        : throw new BenchException($"The model {model.Info.Name} gives no attention maps", "--attention", "Leave it out, or name a transformer");

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<ExplanationDocument> documents, bool isOne)
    {
        if (isOne)
        {
            documents[0].Write(writer);
            return;
        }

        writer.WriteStartArray();
        foreach (ExplanationDocument document in documents)
        {
            document.Write(writer);
        }

        writer.WriteEndArray();
    }
}
