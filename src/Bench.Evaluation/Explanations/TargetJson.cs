using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Targets in JSON, and the probabilities that belong to them.</summary>
public static class TargetJson
{
    /// <summary>What kind of output a target is: <c>class</c>, <c>next-token</c>, <c>continuation</c>, <c>token-class</c>, <c>start</c>, <c>end</c> or <c>answer</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">One of its targets.</param>
    public static string Kind(ModelInfo model, Target target) => model.Head switch
    {
        HeadKind.Sequence => model.PredictsNextToken ? "next-token" : model.Continuations.IsEmpty ? "class" : "continuation",
        HeadKind.Token => "token-class",
        _ => target.SpanEnd is null ? model.Labels[target.Output] : "answer",
    };

    /// <summary>What a target is called.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">One of its targets.</param>
    public static string Label(ModelInfo model, Target target) => target.SpanEnd is null ? model.Labels[target.Output] : "answer";

    /// <summary>Writes a target as the value of a property.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="model">The model.</param>
    /// <param name="target">The target.</param>
    /// <param name="name">What a person calls it, where that is more than its label.</param>
    public static void Write(Utf8JsonWriter writer, string property, ModelInfo model, Target target, string? name)
    {
        writer.WriteStartObject(property);
        writer.WriteString("kind", Kind(model, target));
        writer.WriteNumber("index", target.Output);
        writer.WriteString("label", Label(model, target));
        if (!model.Continuations.IsEmpty)
        {
            writer.WriteStartArray("token_ids");
            foreach (int token in model.Continuations[target.Output])
            {
                writer.WriteNumberValue(token);
            }

            writer.WriteEndArray();
        }

        if (target.Position is { } position)
        {
            writer.WriteNumber("position", position);
        }

        if (target.SpanEnd is { } end)
        {
            writer.WriteNumber("end_position", end);
        }

        if (name is not null)
        {
            writer.WriteString("name", name);
        }

        if (target.IsFlipped)
        {
            writer.WriteBoolean("flipped", true);
        }

        if (target.Against is { } against)
        {
            Write(writer, "against", model, against, null);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes what is true of a target as properties; nothing where that is not known.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="one">The target.</param>
    public static void WriteTruth(Utf8JsonWriter writer, CaseTarget? one)
    {
        if (one is null)
        {
            return;
        }

        writer.WriteString("predicted", one.Predicted);
        WriteFlag(writer, "is_true", one.IsTrue);
        WriteFlag(writer, "is_correct", one.IsCorrect);

        static void WriteFlag(Utf8JsonWriter writer, string name, bool? value)
        {
            if (value is { } known)
            {
                writer.WriteBoolean(name, known);
            }
            else
            {
                writer.WriteNull(name);
            }
        }
    }

    /// <summary>The logits of all outputs where a target reads them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="logits">Logits of the text.</param>
    /// <param name="target">The target.</param>
    public static double[] Logits(ModelInfo model, Tensor logits, Target target) => model.Head switch
    {
        HeadKind.Sequence => [.. logits.Span.ToArray().Select(logit => (double)logit)],
        HeadKind.Token => [.. logits[target.Position!.Value].Span.ToArray().Select(logit => (double)logit)],
        _ => [logits[target.Position!.Value].Span[0], logits[target.SpanEnd ?? target.Position!.Value].Span[1]],
    };

    /// <summary>
    /// The probabilities of all outputs where a target reads them: of the text, of the target's token, or of an answer's start and end at their
    /// tokens.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="logits">Logits of the text.</param>
    /// <param name="target">The target.</param>
    public static double[] Probabilities(ModelInfo model, Tensor logits, Target target) => model.Head switch
    {
        HeadKind.Sequence => Outputs.Probabilities(logits.Span, model.Activation),
        HeadKind.Token => Outputs.Probabilities(logits[target.Position!.Value].Span, model.Activation),
        _ =>
        [
            Outputs.Probabilities(Outputs.Column(logits, 0), OutputActivation.Softmax)[target.Position!.Value],
            Outputs.Probabilities(Outputs.Column(logits, 1), OutputActivation.Softmax)[target.SpanEnd ?? target.Position!.Value],
        ],
    };
}
