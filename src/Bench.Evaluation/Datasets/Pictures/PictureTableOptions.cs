using System.ComponentModel;

namespace Bench.Evaluation;

/// <summary>Options of the format <c>picture-table</c>.</summary>
public sealed record PictureTableOptions
{
    /// <summary>The table.</summary>
    [Description("Name of the table in the folder: columns separated by commas, with a header")]
    public string Table { get; set; } = "labels.csv";

    /// <summary>Column of the picture's path.</summary>
    [Description("Column of the picture's path, relative to the folder")]
    public string Image { get; set; } = "image";

    /// <summary>Column of the mask's path.</summary>
    [Description("Column of the mask's path, where there is one: a picture of the same size, marked where it is lighter than half")]
    public string Mask { get; set; } = "mask";

    /// <summary>Column of the label.</summary>
    [Description("Column of the label, where there is one")]
    public string Label { get; set; } = "label";

    /// <summary>Column of the id.</summary>
    [Description("Column of the id, else the row's rank")]
    public string Id { get; set; } = "id";
}
