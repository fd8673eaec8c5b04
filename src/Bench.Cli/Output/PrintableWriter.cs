using System.Text;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Passes text on to a terminal, line by line, with everything that the terminal would act upon made visible.</summary>
/// <param name="inner">The terminal.</param>
internal sealed class PrintableWriter(TextWriter inner) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        WriteLineSoFar();
        inner.Write('\n');
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            WriteLineSoFar();
        }

        base.Dispose(disposing);
    }

    private void WriteLineSoFar()
    {
        inner.Write(VisibleText.ForTerminal(_line.ToString()));
        _line.Clear();
    }
}
