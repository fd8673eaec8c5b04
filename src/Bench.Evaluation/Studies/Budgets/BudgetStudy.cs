using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// What explainers make of equal numbers of model rows, and what of their options. The quality of an explanation is its comprehensiveness
/// less its sufficiency (DeYoung et al. 2020). Options are chosen on development texts only, and what was chosen is then judged on others.
/// </summary>
/// <param name="explainers">The known explainers.</param>
/// <param name="metrics">Where the two metrics are found.</param>
/// <param name="seeds">Seeds that methods which draw are repeated with.</param>
/// <param name="texts">Most texts of each part.</param>
/// <param name="threads">Texts computed at the same time.</param>
public sealed class BudgetStudy(
    Catalog<ExplainerDescriptor, IExplainer> explainers, Catalog<MetricDescriptor, IMetric> metrics, int seeds, int texts, int threads)
{
    private const ulong Seed = 42;

    private readonly IMetric _comprehensiveness = metrics.Configure(new ComponentSpec("aopc-comprehensiveness")).Instance;
    private readonly IMetric _sufficiency = metrics.Configure(new ComponentSpec("aopc-sufficiency")).Instance;

    /// <summary>Whether an instance belongs to the third of the texts on which options are chosen.</summary>
    /// <param name="id">The instance's id.</param>
    public static bool IsDevelopment(string id) => DeterministicRandom.Derive(Seed, id) % 3 == 0;

    /// <summary>Measures everything.</summary>
    /// <param name="model">The model, computing with one thread.</param>
    /// <param name="instances">Texts.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Stops the study; nothing is kept.</param>
    /// <exception cref="BenchException">One of the parts has no text.</exception>
    public BudgetFindings Run(
        LoadedModel model, IEnumerable<Instance> instances, IRunProgress progress, CancellationToken cancellationToken = default)
    {
        ILookup<bool, Instance> parts = instances.ToLookup(instance => IsDevelopment(instance.Id));
        Instance[] development = [.. parts[true].Take(texts)];
        Instance[] test = [.. parts[false].Take(texts)];
        if (development.Length == 0 || test.Length == 0)
        {
            throw new BenchException(
                $"The texts fall into {development.Length} to choose options on and {test.Length} to judge them on",
                model.Model.Info.Name,
                "Use a suite with more texts");
        }

        Configured<ExplainerDescriptor,
            IExplainer>[] tried = Configure(OptionTrial.All.SelectMany(trial => trial.Values.Select(trial.With)));
        Configured<ExplainerDescriptor, IExplainer>[] all = Configure(
            [.. tried.Select(explainer => explainer.Name),
                .. BudgetLadder.All.SelectMany(ladder => BudgetLadder.Budgets.Select(ladder.At))]);
        progress.Started(development.Length + test.Length, 0);
        Dictionary<string, BudgetCell> chosenOn = Measure(model, development, tried, progress, 0, cancellationToken);
        Dictionary<string, BudgetCell> judgedOn = Measure(model, test, all, progress, development.Length, cancellationToken);
        return new BudgetFindings(model.Model.Info.Name, development.Length, test.Length, seeds, chosenOn, judgedOn);
    }

    // A budget may be too small for a text from the start, or turn out so: coalitions that were drawn need not determine a regression.
    private TextQuality Quality(
        Configured<ExplainerDescriptor, IExplainer> explainer, ExplanationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Explained(explainer, request, cancellationToken);
        }
        catch (BenchException)
        {
            return TextQuality.Refused;
        }
    }

    /// <summary>Comprehensiveness less sufficiency with every seed.</summary>
    private TextQuality Explained(
        Configured<ExplainerDescriptor, IExplainer> explainer, ExplanationRequest request, CancellationToken cancellationToken)
    {
        // One stream of numbers whatever the options, so that options are compared and not their luck.
        Configured<ExplainerDescriptor, IExplainer> drawing = explainer with { CanonicalName = explainer.Descriptor.Id };
        double[] qualities = new double[seeds];
        Explanation? first = null;
        double rows = 0;
        for (int k = 0; k < seeds; k++)
        {
            Explanation explanation = Explaining.Explain(
                drawing, request with { Seed = DeterministicRandom.Derive(request.Seed, $"repetition {k}") }, cancellationToken);
            if (k == 1 && explanation.Attribution.Scores.SequenceEqual(first!.Attribution.Scores))
            {
                Array.Fill(qualities, qualities[0]);
                return new TextQuality(qualities, rows);
            }

            first ??= explanation;
            rows += (explanation.Cost.RowsForward + explanation.Cost.RowsBackward - rows) / (k + 1.0);
            qualities[k] = Score(_comprehensiveness) - Score(_sufficiency);

            double Score(IMetric metric)
            {
                MetricScore score = metric.Evaluate(
                    new MetricContext
                    {
                        Explanation = explanation,
                        Model = request.Model,
                        Tokenizer = request.Tokenizer,
                        Seed = request.Seed,
                    },
                    cancellationToken);

                // Equal scores rank nothing: as good as any order, which is what no difference between keeping and taking says.
                return score.IsApplicable ? score.Value : 0;
            }
        }

        return new TextQuality(qualities, rows);
    }

    private Dictionary<string, BudgetCell> Measure(
        LoadedModel model,
        Instance[] instances,
        Configured<ExplainerDescriptor, IExplainer>[] asked,
        IRunProgress progress,
        int before,
        CancellationToken cancellationToken)
    {
        var byText = new TextQuality[instances.Length][];
        int done = 0;
        var gate = new Lock();
        Parallel.For(0, instances.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            text =>
        {
            ExplanationRequest request = Request(model, instances[text], cancellationToken);
            byText[text] = [.. asked.Select(explainer => Quality(explainer, request, cancellationToken))];
            lock (gate)
            {
                progress.Advanced(before + ++done);
            }
        });
        return asked.Select((explainer, i) => (explainer.Name, Cell: BudgetCell.Of([.. byText.Select(qualities => qualities[i])])))
            .ToDictionary(entry => entry.Name, entry => entry.Cell, StringComparer.Ordinal);
    }

    private Configured<ExplainerDescriptor, IExplainer>[] Configure(IEnumerable<string> specs) =>
        [.. specs.Select(ComponentSpec.Parse).Distinct().Select(spec => explainers.Configure(spec))];

    // Equal rows of a text are computed once, whoever asks; they are counted all the same.
    private static ExplanationRequest Request(LoadedModel model, Instance instance, CancellationToken cancellationToken)
    {
        TokenizedText input = model.Tokenizer.Tokenize(instance.Text, instance.TextPair);
        var store = new RememberingModel(model.Model, new CostMeter());
        return new ExplanationRequest
        {
            Model = store,
            Tokenizer = model.Tokenizer,
            Input = input,
            Target = new Target(Outputs.ArgMax(store.Predict([input.Row], cancellationToken)[0].Span)),
            Seed = DeterministicRandom.Derive(Seed, instance.Id),
        };
    }
}
