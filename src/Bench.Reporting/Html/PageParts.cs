using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The parts of a run's cases in the page's data: those of <c>slices</c>, by which texts and the table can be narrowed down.
/// </summary>
internal static class PageParts
{
    /// <summary>
    /// Writes the property <c>parts_of_cases</c>: for each part its kind, its name and the places of its cases in the run.
    /// </summary>
    /// <param name="json">Where to write.</param>
    /// <param name="results">The run. Its explanations are read once.</param>
    public static void Write(Utf8JsonWriter json, ResultSet results)
    {
        json.WriteStartArray("parts_of_cases");
        foreach (Slicing slicing in Slicer.All(results))
        {
            foreach (Slice slice in slicing.Slices)
            {
                json.WriteStartObject();
                json.WriteString("kind", Kind(slicing.By));
                json.WriteString("name", PageFinding.SliceName(slicing.By, slice.Name));
                json.WriteStartArray("cases");
                foreach (int place in slice.Cases)
                {
                    json.WriteNumberValue(place);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    // The page asks for the model's outcome, for classes and for everything else apart.
    private static string Kind(string by) => by switch { "correctness" => "outcome", "class" or "target" => "class", _ => "part" };
}
