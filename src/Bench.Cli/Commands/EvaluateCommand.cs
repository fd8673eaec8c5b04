using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>evaluate</c>: scores an attribution, from whatever tool it came.</summary>
internal static class EvaluateCommand
{
    public static Command Create(BenchServices services)
    {
        Option<string?> model = CommonOptions.Model(services);
        var text = new TextOption();
        var image = new ImageOption();
        var task = new TaskOptions();
        var units = new UnitOptions();
        Option<string?> pair = CommonOptions.TextPair();
        var scores = new Option<string>("--scores")
        {
            Description = "JSON array of numbers, one per token, per token that is not special, or per unit; "
                + "or an object with it under 'scores'.",
            HelpName = "FILE.json",
            Required = true,
        };
        var rationale = new Option<string?>("--rationale")
        {
            Description = "JSON array of [start,end] character spans, or of 0 and 1 per token; or an object with it under 'rationale'.",
            HelpName = "FILE.json",
        };
        var mask = new Option<string?>("--mask")
        {
            Description = "What of the picture justifies the target: a picture of its size, marked where it is lighter than half.",
            HelpName = "FILE",
        };
        Option<string?> target = CommonOptions.Target();
        Option<string[]> metrics = ListOption.Create(
            "Metrics and their options; all that need no cost unless given.", () => services.MetricIds, "--metrics", "--metric");
        Option<string> quantity = CommonOptions.Quantity();
        Option<ulong> seed = CommonOptions.Seed();
        Option<string?> profile = CommonOptions.Profile();
        Option<bool> truncate = CommonOptions.Truncate();
        Option<string> format = CommonOptions.Format();
        var command = new Command("evaluate", "Scores any attribution of a text or picture, from whatever tool it came.")
        {
            model, pair, scores, rationale, mask, target, metrics, quantity, seed, profile, truncate, format,
        };
        text.AddTo(command);
        image.AddTo(command);
        task.AddTo(command);
        units.AddTo(command);
        CoreArguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            OptionProfile chosen = services.Profile(parsed.GetValue(profile));
            IReadOnlyList<ComponentSpec> specs =
                ListOption.Specs(parsed.GetValue(metrics) is { Length: > 0 } named ? named : [.. DefaultComponents.Metrics]);
            Configured<MetricDescriptor, IMetric>[] configured = [.. specs.Select(spec => chosen.Configure(services.Metrics, spec))];
            RunPlanner.RequireDistinct(configured, "metric");
            image.RequireAlone(parsed, text.IsGiven(parsed) || parsed.GetValue(pair) is not null);
            image.RequireKind(parsed, mask, isOfPictures: true);
            image.RequireKind(parsed, rationale, isOfPictures: false);
            using LoadedModel loaded = services.OpenModel(DefaultModel.Or(services, parsed.GetValue(model)), Environment.ProcessorCount);
            TokenizedText? picture = image.Read(parsed, loaded);
            TaskQuestion question = task.Question(parsed, picture?.Text ?? text.Read(parsed), parsed.GetValue(pair));
            TargetNames names = task.Names(parsed, parsed.GetValue(target));
            LoadedModel ready = task.Ready(services, loaded, question, names, parsed);
            var store = new RememberingModel(ready.Model, new CostMeter());
            Configured<TaskDescriptor, ITask> meantTask = task.Choose(services, ready.Model.Info, question, parsed);
            ProfileRules rules = chosen.RulesOf(meantTask.Descriptor.Id);
            Quantity explained = CommonOptions.QuantityOf(parsed, quantity, rules);
            AskedQuantity.Require(loaded.Model.Info, explained, "--quantity");
            AskedTask asked = AskedTask.Ask(
                ready with { Tokenizer = rules.Tokenizer(loaded.Tokenizer) }, meantTask, store, question, parsed.GetValue(truncate),
                cancellationToken, picture);
            TaskTarget meant = asked.One(names);
            TokenizedText input = asked.Context.Inputs[meant.Input].Text.AnchoredAt(meant.Target).InUnits(units.Choice(parsed));
            Attribution given = AttributionFile.ReadScores(parsed.GetValue(scores)!, input);
            ImmutableArray<ImmutableArray<bool>> rationales = parsed.GetValue(rationale) is { } file
                ? [AttributionFile.ReadRationale(file, input)]
                : [];
            var context = new MetricContext
            {
                Explanation = new Explanation
                {
                    Explainer = "given",
                    Input = input,
                    Target = meant.Target,
                    Quantity = explained,
                    Attribution = given,
                },
                Model = store,
                Tokenizer = loaded.Tokenizer,
                Rationales = rationales,
                Mask = parsed.GetValue(mask) is { } marked ? image.Mask(parsed, loaded, marked) : [],
                Seed = parsed.GetValue(seed),
            };
            Print(services, [.. configured.Select(metric => (metric, metric.Instance.Evaluate(context, cancellationToken)))],
                parsed.GetValue(format) == "json");
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Print(
        BenchServices services, IReadOnlyList<(Configured<MetricDescriptor, IMetric> Metric, MetricScore Score)> scores, bool json)
    {
        if (json)
        {
            JsonOutput.Print(new
            {
                Scores = scores.Select(entry => new
                {
                    Metric = entry.Metric.Name,
                    Value = entry.Score.IsApplicable ? entry.Score.Value : (double?)null,
                    Status = entry.Score.IsApplicable ? ScoreRow.Ok : ScoreRow.NotApplicable(entry.Score.Reason!),
                }),
            });
            return;
        }

        var table = new Table().AddColumn("metric").AddColumn(new TableColumn("value").RightAligned()).AddColumn("better")
            .AddColumn("family");
        foreach ((Configured<MetricDescriptor, IMetric> metric, MetricScore score) in scores)
        {
            table.AddRow(
                Markup.Escape(metric.Name),
                score.IsApplicable
                    ? score.Value.ToString("F4", CultureInfo.InvariantCulture)
                    : Markup.Escape(ScoreRow.NotApplicable(score.Reason!)),
                metric.Descriptor.Direction == MetricDirection.HigherIsBetter ? "higher" : "lower",
                metric.Descriptor.Family);
        }

        services.Console.Write(table);
    }
}
