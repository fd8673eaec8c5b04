using System.CommandLine;
using System.Globalization;
using System.Text;
using Bench.Abstractions;
using Bench.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    // The first Ctrl-C asks for a clean stop, the second kills.
    interrupt.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};
try
{
    var services = BenchServices.Create(BenchPaths.Find());
    ParseResult parsed = BenchCommand.Create(services).Parse(LiteralArguments.Join(args), BenchCommand.Parsing);
    if (parsed.Errors.Count > 0)
    {
        throw new BenchException(
            string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.'))), "command line", "Add --help to see what it takes");
    }

    if (parsed.GetValue(BenchCommand.Plugins) is { } plugins)
    {
        services.LoadPlugins(plugins);
    }

    services.Core = CoreChoice.Of(parsed);
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, stop.Token);
}
catch (BenchException exception)
{
    Console.Error.WriteLine($"error: {SafeText.Printable(exception.Message)}");
    return ExitCodes.UserError;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. Finished work is kept; the same command continues.");
    return ExitCodes.Cancelled;
}
catch (Exception exception)
{
    Console.Error.WriteLine($"This is a defect of Bench or of a plug-in: {exception}");
    return ExitCodes.Defect;
}
