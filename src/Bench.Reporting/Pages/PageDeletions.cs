using System.Text.Json;

namespace Bench.Reporting;

/// <summary>The deletion curves of a page: what its sliders move along.</summary>
internal static class PageDeletions
{
    /// <summary>The curve of one explanation, or <see langword="null"/> where it was not measured.</summary>
    public static DeletionCurve? Curve(PageContent content, int target, int explainer) =>
        target < content.Deletions.Count && explainer < content.Deletions[target].Count ? content.Deletions[target][explainer] : null;

    /// <summary>
    /// All of them as JSON: targets of explainers of { of, order, counts, values }; <see langword="null"/> where there is none.
    /// </summary>
    public static string? Json(PageContent content) => content.Deletions.Count == 0 ? null : JsonSerializer.Serialize(
        content.Deletions.Select(curves => curves.Select(curve => curve is null ? null : new
        {
            curve.Of,
            Order = curve.Order.Select(unit => string.Join(' ', unit)),
            curve.Counts,
            curve.Values,
        })),
        JsonSerializerOptions.Web);
}
