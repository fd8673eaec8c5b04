using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>explain</c>: explanations of one text.</summary>
internal static class ExplainCommand
{
    private static readonly string[] _defaultExplainers =
        ["gradient", "gradient-x-input", "integrated-gradients", "lime", "partition-shap"];

    public static Command Create(BenchServices services)
    {
        Option<string> model = CommonOptions.Model();
        Option<string> text = CommonOptions.Text();
        Option<string?> pair = CommonOptions.TextPair();
        Option<string?> target = CommonOptions.Target();
        var explainers = new Option<string[]>("--explainer")
        {
            Description = $"An explainer and its options; may be repeated. Without it: {string.Join(", ", _defaultExplainers)}.",
            HelpName = "ID[:key=value,…]",
        };
        Option<string> quantity = CommonOptions.Choice("--quantity", "The number explained.", "logit", "probability");
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
        var html = new Option<string?>("--html") { Description = "Also write a page with the token heat maps.", HelpName = "FILE" };
        var svg = new Option<string?>("--svg") { Description = "Also write a picture of the token heat maps.", HelpName = "FILE" };
        var open = new Option<bool>("--open") { Description = "Open the page (a temporary one without --html)." };
        var command = new Command("explain", "Explains one text with one or more explainers.")
        {
            model, text, pair, target, explainers, quantity, profile, seed, seeds, truncate, threads, format, html, svg, open,
        };
        CoreChoice.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] asked = parsed.GetValue(explainers) is { Length: > 0 } given ? given : _defaultExplainers;
            int repetitions = CommonOptions.RequirePositive(parsed.GetValue(seeds), "--seeds");
            OptionProfile chosen = services.Profile(parsed.GetValue(profile));
            Configured<ExplainerDescriptor, IExplainer>[] configured =
                [.. asked.Select(spec => chosen.Configure(services.Explainers, ComponentSpec.Parse(spec)))];
            using LoadedModel loaded = services.OpenModel(
                parsed.GetValue(model)!, CommonOptions.RequirePositive(parsed.GetValue(threads), "--threads"));
            foreach (Configured<ExplainerDescriptor, IExplainer> explainer in configured)
            {
                RunPlanner.RequireCapabilities(loaded.Model, explainer.Descriptor);
            }

            var store = new EvaluationStore(loaded.Model, new CostMeter());
            TokenizedText input = InputPolicy.Tokenize(
                loaded.Tokenizer, parsed.GetValue(text)!, parsed.GetValue(pair), parsed.GetValue(truncate), "--text");
            Tensor logits = store.Predict([input.Row], cancellationToken)[0];
            var request = new ExplanationRequest
            {
                Model = store,
                Tokenizer = loaded.Tokenizer,
                Input = input,
                Target = new Target(parsed.GetValue(target) is { } label
                    ? ModelLabels.Find(loaded.Model.Info, label, "--target")
                    : Outputs.ArgMax(logits.Span)),
                Quantity = parsed.GetValue(quantity) == "logit" ? Quantity.Logit : Quantity.Probability,
                Seed = parsed.GetValue(seed),
            };
            (Configured<ExplainerDescriptor, IExplainer> Explainer, Explanation Explanation)[] explained =
                [.. configured.Select(explainer => (explainer, Explaining.Explain(explainer, request, cancellationToken)))];
            var document = new ExplanationDocument
            {
                Model = loaded.Model.Info,
                Input = input,
                Target = request.Target,
                Quantity = request.Quantity,
                Logits = logits,
                Explanations = [.. explained.Select(entry => (entry.Explainer.Name, entry.Explanation))],
                Special = loaded.Tokenizer.Special,
                Seeds = SeedVariance.MeasureAll(explained, request, repetitions, cancellationToken),
            };
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(document.Write);
            }
            else
            {
                ExplanationPrinter.Print(services.Console, document);
            }

            ExplanationFiles.Write(document, parsed.GetValue(html), parsed.GetValue(svg), parsed.GetValue(open));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
