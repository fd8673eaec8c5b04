using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Pictures;

namespace Bench.Evaluation;

/// <summary>Makes the inputs of rows as a run's task asks for them.</summary>
internal static class CaseInputs
{
    /// <summary>The inputs of a row.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="instance">The row.</param>
    /// <exception cref="BenchException">The row lacks something that the task needs, or a text cannot be explained.</exception>
    public static IReadOnlyList<TaskInput> Of(RunPlan plan, Instance instance) => instance.Image is null
        ? Read(plan, TaskQuestion.Of(instance), instance.Source)
        : plan.Task.Instance.Read(TaskQuestion.Of(instance), (_, _) => Picture(plan, instance, instance.Image));

    /// <summary>Which pixels of a row's picture are marked, as the model sees it; empty where it has no mask.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="instance">The row.</param>
    /// <exception cref="BenchException">The mask cannot be read, or is of another size than the picture.</exception>
    public static ImmutableArray<bool> Mask(RunPlan plan, Instance instance) =>
        instance is { Mask: { } mask, Image: { } picture } && plan.Model.Processor is { } processor
            ? processor.ReadMask(mask, picture.Read(PictureFile.MostBytes), instance.Source)
            : [];

    /// <summary>A row's input in the units of the run.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="instance">The row.</param>
    /// <param name="input">One of its inputs.</param>
    /// <exception cref="BenchException">Segments are to be explained, and those of the row are none or do not part the text.</exception>
    public static TokenizedText InUnits(RunPlan plan, Instance instance, TokenizedText input)
    {
        try
        {
            return input.InUnits(plan.Suite.Units with { Segments = instance.Segments });
        }
        catch (BenchException exception)
        {
            throw exception.At(instance.Source);
        }
    }

    /// <summary>The inputs of an edit of a row.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="instance">The row.</param>
    /// <param name="index">Which of its edits, from 0.</param>
    /// <exception cref="BenchException">As for the row itself.</exception>
    public static IReadOnlyList<TaskInput> OfEdit(RunPlan plan, Instance instance, int index)
    {
        TextEdit edit = instance.Edits[index];
        return Read(
            plan,
            TaskQuestion.Of(instance) with { Text = edit.Text, TextPair = edit.TextPair },
            FormattableString.Invariant($"{instance.Source}, edit {index + 1}"));
    }

    private static TokenizedText Picture(RunPlan plan, Instance instance, DataFile file)
    {
        IImageProcessor processor = plan.Model.Processor
            ?? throw new BenchException(
                "The row is a picture, and the model takes texts", instance.Source, "Name a model of pictures, or a dataset of texts");
        try
        {
            return processor.Read(file.Read(PictureFile.MostBytes), file.Name);
        }
        catch (BenchException exception)
        {
            throw exception.At(instance.Source);
        }
    }

    private static IReadOnlyList<TaskInput> Read(RunPlan plan, TaskQuestion question, string where)
    {
        try
        {
            return plan.Task.Instance.Read(
                question, (text, pair) => InputPolicy.Tokenize(plan.Model.Tokenizer, text, pair, plan.Suite.Truncate, where));
        }
        catch (BenchException exception) when (exception.Where != where)
        {
            throw exception.At(where);
        }
    }
}
