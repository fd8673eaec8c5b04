using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary><c>run.json</c>: what was run, on what, where, and what it took.</summary>
/// <param name="started">When the command that finished the run started.</param>
/// <param name="elapsed">How long that command took; less than the whole where a run was continued.</param>
/// <param name="resumed">Instances that an earlier command had finished.</param>
public sealed class RunManifest(DateTimeOffset started, TimeSpan elapsed, int resumed) : IResultExporter
{
    public string FileName => "run.json";

    public void Write(ResultSet results, TextWriter writer)
    {
        byte[] json = JsonText.Write(json => Write(results, json), indented: true);
        writer.Write(System.Text.Encoding.UTF8.GetString(json));
        writer.Write('\n');
    }

    private void Write(ResultSet results, Utf8JsonWriter json)
    {
        RunPlan plan = results.Plan;
        json.WriteStartObject();
        json.WriteString("bench_version", BenchVersion.Current);
        json.WriteString("identity", plan.Identity());
        plan.WriteInputs(json);
        json.WriteNumber("instances", results.Instances);
        json.WriteNumber("labelled", results.Accuracy.Labelled);
        json.WriteNumber("correct", results.Accuracy.Correct);
        json.WriteNumber("truncated", results.TruncatedInstances);
        WriteWork(json, "asked", results.Asked);
        WriteWork(json, "computed", results.Computed);
        json.WriteStartObject("explainer_costs");
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in plan.Explainers)
        {
            Cost cost = results.Costs[explainer.Name];
            json.WriteStartObject(explainer.Name);
            json.WriteNumber("rows_forward", cost.RowsForward);
            json.WriteNumber("rows_backward", cost.RowsBackward);
            json.WriteNumber("tokens", cost.Tokens);
            json.WriteNumber("seconds", Math.Round(cost.Elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteNumber("threads", plan.Threads);
        json.WriteBoolean("store", plan.UseStore);
        json.WriteString("started", started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteNumber("resumed_instances", resumed);
        json.WriteStartObject("machine");
        json.WriteString("processor", Machine.Current.Processor);
        json.WriteNumber("cores", Machine.Current.Cores);
        json.WriteNumber("vector_bits", Machine.Current.VectorBits);
        json.WriteString("system", Machine.Current.System);
        json.WriteString("runtime", Machine.Current.Runtime);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteWork(Utf8JsonWriter json, string name, Work work)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows_forward", work.RowsForward);
        json.WriteNumber("rows_backward", work.RowsBackward);
        json.WriteNumber("tokens", work.Tokens);
        json.WriteNumber("flops", work.Flops);
        json.WriteEndObject();
    }
}
