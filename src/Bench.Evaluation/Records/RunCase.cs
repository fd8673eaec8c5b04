using System.Security.Cryptography;
using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What is known of one case (a text and an explained output) beyond its scores.</summary>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Target">Name of what is explained.</param>
/// <param name="Text">
/// Key of the text, equal for copies of it: the first 16 hexadecimal digits of the SHA-256 of text and second text; of a picture, of its
/// pixels.
/// </param>
/// <param name="Label">What is right where the target reads; <see langword="null"/> where that is not known.</param>
/// <param name="Predicted">What the model says there; <see langword="null"/> where nothing says.</param>
public sealed record RunCase(string Instance, string Target, string Text, string? Label = null, string? Predicted = null)
{
    /// <summary>How far those who marked the text agree; <see langword="null"/> where fewer than two did.</summary>
    public AnnotatorAgreement? Annotators { get; init; }

    /// <summary>What the run's task says is true; <see langword="null"/> where it has none, and equal labels say it.</summary>
    public CaseTruth? Truth { get; init; }

    /// <summary>Whether what is explained is true; <see langword="null"/> where that is not known.</summary>
    public bool? IsTrueClass => Truth is { } truth ? truth.IsTrue : Label is null ? null : Label == Target;

    /// <summary>The key of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, if any.</param>
    public static string Key(string text, string? pair) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pair is null ? text : $"{text}\0{pair}")))[..16];

    /// <summary>The key of what is explained. Pictures have no text: they are told apart by their pixels.</summary>
    /// <param name="record">The explanation.</param>
    public static string Key(ExplanationRecord record) =>
        record.Image is { } picture ? Key($"picture {picture.Png ?? picture.File}", null) : Key(record.Text, record.TextPair);

    /// <summary>The case of an explanation.</summary>
    /// <param name="record">The explanation.</param>
    /// <param name="model">The model explained.</param>
    internal static RunCase Of(ExplanationRecord record, RecordedModel model)
    {
        if (record.Task is not null)
        {
            return new RunCase(record.Instance ?? "", record.Target.Title, Key(record), record.Label, record.Predicted)
            {
                Annotators = AnnotatorAgreement.Of(record),
                Truth = new CaseTruth(record.IsTrue, record.IsCorrect),
            };
        }

        int label = record.Label is null ? -1 : ModelLabels.IndexOf(model.Labels, record.Label);
        bool isClassifier = model.Labels.Length > 1 && record.Probabilities.Length == model.Labels.Length;
        return new RunCase(
            record.Instance ?? "",
            record.Target.Label,
            Key(record),
            label < 0 ? null : model.Labels[label],
            isClassifier ? model.Labels[record.Probabilities.IndexOf(record.Probabilities.Max())] : null)
        {
            Annotators = AnnotatorAgreement.Of(record),
        };
    }

    /// <summary>Refuses cases that are not those of the scores.</summary>
    internal static void RequireSame(IReadOnlyList<RunCase> cases, IReadOnlyList<ScoreRow> rows, string where)
    {
        int wrong = Enumerable.Range(0, Math.Min(cases.Count, rows.Count))
            .FirstOrDefault(i => cases[i].Instance != rows[i].Instance || cases[i].Target != rows[i].Target, -1);
        if (wrong >= 0 || cases.Count != rows.Count)
        {
            throw new BenchException(
                wrong >= 0
                    ? $"Case {wrong + 1} is {cases[wrong].Target} of {cases[wrong].Instance}, expected {rows[wrong].Target} of "
                        + $"{rows[wrong].Instance} as in {ScoresCsv.FileName}"
                    : $"There are {cases.Count} cases, expected {rows.Count} as in {ScoresCsv.FileName}",
                where,
                "The file was changed or cut, or belongs to another run; run the suite again");
        }
    }
}

/// <summary>What a task says of a case.</summary>
/// <param name="IsTrue">Whether what is explained is true; <see langword="null"/> where that is not known.</param>
/// <param name="IsCorrect">Whether the model is right where the target reads; <see langword="null"/> where that is not known.</param>
public readonly record struct CaseTruth(bool? IsTrue, bool? IsCorrect);
