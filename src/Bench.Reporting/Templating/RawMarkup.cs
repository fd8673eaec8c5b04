namespace Bench.Reporting;

/// <summary>Markup that a template writes as it is. Joined with anything else it is text again, which is escaped.</summary>
internal sealed class RawMarkup(string markup)
{
    public override string ToString() => markup;
}
