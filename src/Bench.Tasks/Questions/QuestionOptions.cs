using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Tasks;

/// <summary>Options of <see cref="QuestionTask"/>.</summary>
public sealed record QuestionOptions
{
    /// <summary>Longest answer in tokens.</summary>
    [Description("Longest answer, in tokens")]
    [Range(1, 512)]
    public int MaxAnswerLength { get; init; } = 15;

    /// <summary>Whether there may be no answer.</summary>
    [Description("Whether 'no answer' (start and end at the first token) may win")]
    public bool NoAnswer { get; init; }
}
