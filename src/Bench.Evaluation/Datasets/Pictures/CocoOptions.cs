using System.ComponentModel;

namespace Bench.Evaluation;

/// <summary>Options of the format <c>coco</c>.</summary>
public sealed record CocoOptions
{
    /// <summary>The annotations.</summary>
    [Description("Name of the file of annotations in the folder")]
    public string Annotations { get; set; } = "annotations.json";

    /// <summary>Where the pictures are.</summary>
    [Description("Folder of the pictures, relative to that of the dataset; empty for that folder itself")]
    public string Images { get; set; } = "";
}
