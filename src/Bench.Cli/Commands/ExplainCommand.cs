using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary><c>explain</c>: explanations of one text.</summary>
internal static class ExplainCommand
{
    private const string AllTargets = "all";

    public static Command Create(BenchServices services)
    {
        Option<string?> model = CommonOptions.Model(services);
        var text = new TextOption();
        var image = new ImageOption();
        var views = new PictureViewOptions();
        var task = new TaskOptions();
        var units = new UnitOptions();
        var tokens = new Option<string?>("--tokens-json")
        {
            Description =
                "Token ids instead of a text: input_ids, and token_type_ids and special_tokens_mask where there are any; or a picture's "
                    + "pixel_values.",
            HelpName = "FILE",
        };
        Option<string?> pair = CommonOptions.TextPair();
        Option<string?> target = CommonOptions.Target();
        target.Description += $" '{AllTargets}' explains each in turn.";
        target.HelpName = $"TARGET|{AllTargets}";
        Option<string[]> explainers = ListOption.Create(
            "Explainers with their options, for example 'gradient,lime:samples=100'. Without it: "
                + $"{string.Join(", ", DefaultComponents.Explainers)}.",
            () => services.ExplainerIds, "--explainer", "--explainers");
        Option<string> quantity = CommonOptions.Quantity();
        Option<string?> profile = CommonOptions.Profile();
        Option<ulong> seed = CommonOptions.Seed();
        var seeds = new Option<int>("--seeds")
        {
            Description = "Repeat what is random with N seeds and show the mean and standard deviation of every score.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        }.Counting(Suite.MostSeeds);
        Option<bool> truncate = CommonOptions.Truncate();
        Option<int> threads = CommonOptions.Threads();
        Option<string> format = CommonOptions.Format();
        var html = new Option<string?>("--html")
        {
            Description = "Also write a page with heat maps, bars and force plots.",
            HelpName = "FILE",
        };
        var svg = new Option<string?>("--svg") { Description = "Also write a picture.", HelpName = "FILE" };
        var png = new Option<string?>("--png")
        {
            Description = "Also write the picture as PNG; an installed Chromium or Chrome draws it.",
            HelpName = "FILE",
        };
        Option<string> plot = CommonOptions.Choice(
            "--plot", "What --svg and --png draw.", [.. Enum.GetNames<PlotKind>().Select(OptionsBinder.Key)]);
        var attention = new Option<bool>("--attention") { Description = "Show the attention maps on the page of --html." };
        var open = new Option<bool>("--open") { Description = "Open the page (a temporary one without --html)." };
        var command = new Command("explain", "Explains what a model says of one text, with one or more explainers.")
        {
            model, pair, tokens, target, explainers, quantity, profile, seed, seeds, truncate, threads, format, html, svg, png, plot,
            attention, open,
        };
        text.AddTo(command);
        image.AddTo(command);
        views.AddTo(command);
        task.AddTo(command);
        units.AddTo(command);
        CoreArguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            OptionProfile chosen = services.Profile(parsed.GetValue(profile));
            Configured<ExplainerDescriptor, IExplainer>[] configured = Configure(ListOption.Specs(parsed.GetValue(explainers)));
            Configured<ExplainerDescriptor, IExplainer>[] Configure(IReadOnlyList<ComponentSpec> specs) =>
                [.. specs.Select(spec => chosen.Configure(services.Explainers, spec))];
            RunPlanner.RequireDistinct(configured, "explainer");
            ExplanationFiles.Require(
                parsed.GetValue(html), parsed.GetValue(svg), parsed.GetValue(png), parsed.GetValue(open), parsed.GetValue(attention),
                image.IsGiven(parsed));
            UnitChoice chosenUnits = units.Choice(parsed);
            PictureStyle style = views.Read(parsed);
            string? tokensFile = parsed.GetValue(tokens);
            bool isText = text.IsGiven(parsed) || parsed.GetValue(pair) is not null;
            if (tokensFile is not null && isText)
            {
                throw new BenchException("A text and token ids were given", "--text, --tokens-json", "Leave out one of them");
            }

            image.RequireAlone(parsed, isText || tokensFile is not null);

            using LoadedModel loaded = services.OpenModel(
                DefaultModel.Or(services, parsed.GetValue(model)), parsed.GetValue(threads),
                isTokenizerNeeded: tokensFile is null);
            TokenizedText? ready = tokensFile is null
                ? image.Read(parsed, loaded)
                : image.BesideReference(parsed, loaded, ReadReady(tokensFile, loaded));
            TaskQuestion question = ready is null
                ? task.Question(parsed, text.Read(parsed), parsed.GetValue(pair))
                : task.Question(parsed, ready.Text, ready.TextPair);
            TargetNames names = task.Names(parsed, parsed.GetValue(target));
            LoadedModel asked = task.Ready(services, loaded, question, names, parsed);
            Configured<TaskDescriptor, ITask> meant = task.Choose(services, asked.Model.Info, question, parsed);
            ProfileRules rules = chosen.RulesOf(meant.Descriptor.Id);
            if (configured.Length == 0)
            {
                configured =
                    Configure(ListOption.Specs([.. rules.Explainers.IsEmpty ? DefaultComponents.ExplainersFor(loaded) : rules.Explainers]));
            }

            foreach (Configured<ExplainerDescriptor, IExplainer> explainer in configured)
            {
                RunPlanner.RequireCapabilities(asked.Model, explainer);
            }

            var explained = new TaskExplanations(asked with { Tokenizer = rules.Tokenizer(loaded.Tokenizer) }, meant, configured)
            {
                Quantity = CommonOptions.QuantityOf(parsed, quantity, rules),
                Units = chosenUnits,
                Seed = parsed.GetValue(seed),
                Repetitions = parsed.GetValue(seeds),
            };
            explained.Ask(question, ready, parsed.GetValue(truncate), cancellationToken);
            ExplanationDocument[] documents = explained.Explain(names, cancellationToken);
            bool isOne = documents.Length == 1 && parsed.GetValue(target) != AllTargets;
            string[] lines = [.. documents.Select(document => document.ToRecord().ToLine())];
            string json = isOne ? lines[0] : $"[{string.Join(',', lines)}]";
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(json);
            }
            else
            {
                ExplanationPrinter.PrintAnswer(services.Console, documents[0]);
                foreach (ExplanationDocument document in documents)
                {
                    ExplanationPrinter.Print(services.Console, document, parsed.GetValue(seed));
                }
            }

            new ExplanationFiles(documents)
            {
                Seed = parsed.GetValue(seed),
                Command = ShellCommand.Of(parsed),
                Json = json,
                Deletions = document => [.. document.Explanations.Select(entry =>
                    DeletionCurves.Of(explained.Model, loaded.Tokenizer, entry.Explanation, cancellationToken))],
                Html = parsed.GetValue(html),
                Svg = parsed.GetValue(svg),
                Png = parsed.GetValue(png),
                Open = parsed.GetValue(open),
                Plot = Enum.GetValues<PlotKind>().First(kind => OptionsBinder.Key(kind.ToString()) == parsed.GetValue(plot)),
                Style = style,
                Attention = parsed.GetValue(attention)
                    ? AttentionViews.Of(ReadableTokens.Of(documents[0].Input), Maps(explained.Model, documents[0].Input, cancellationToken),
                        Reader(documents[0]))
                    : null,
            }.Write();
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static TokenizedText ReadReady(string file, LoadedModel loaded) =>
        loaded.Model.Info.Picture is { } shape ? PixelsFile.Read(file, shape) : TokensFile.Read(file, loaded.Tokenizer);

    private static int? Reader(ExplanationDocument document) => document.Target.Position ?? document.Model.ReadsToken(document.Input.Row);

    private static Tensor Maps(IModel model, TokenizedText input, CancellationToken cancellationToken) =>
        model.Offers.HasFlag(Ask.Attention)
            ? model.Answer(new Query(input.Row, Ask.Attention), cancellationToken).Maps
            : throw new BenchException(
                $"The model {model.Info.Name} gives no attention maps", "--attention", "Leave it out, or name a transformer");
}
