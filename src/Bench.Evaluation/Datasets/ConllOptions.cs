using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Evaluation;

/// <summary>Options of the format <c>conll</c>.</summary>
public sealed record ConllOptions
{
    /// <summary>Column of the words.</summary>
    [Description("Column of the words, from 1")]
    [Range(1, 100)]
    public int Word { get; init; } = 1;

    /// <summary>Column of the labels.</summary>
    [Description("Column of the labels, from 1; the last unless given")]
    [Range(0, 100)]
    public int Label { get; init; }

    /// <summary>Whether lines that begin with a number sign are comments.</summary>
    [Description("Whether lines that begin with # are comments; otherwise # is a word")]
    public bool Comments { get; init; }
}
