using System.CommandLine;
using System.Globalization;
using System.Text;
using Bench.Abstractions;
using Bench.Cli;
using Bench.Evaluation;
using Bench.Reporting;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(false);
using var signals = new StopSignals(Console.Error);
try
{
    var services = BenchServices.Create();
    EmptyWords.Refuse(args);
    ParseResult parsed = BenchCommand.Create(services).Parse(args, BenchCommand.Parsing);
    if (parsed.Errors.Count > 0)
    {
        throw new BenchException(
            MistypedWords.Problem(parsed), "command line", $"{MistypedWords.Suggest(parsed)}Add --help to see what it takes");
    }

    if (parsed.GetValue(BenchCommand.Plugins) is { } plugins)
    {
        services.LoadPlugins(plugins);
    }

    if (parsed.GetValue(BenchCommand.Offline))
    {
        services.Hub = services.Hub with { Offline = true };
    }

    services.Core = CoreArguments.Of(parsed);
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token);
}
catch (BenchException exception)
{
    Console.Error.WriteLine($"error: {VisibleText.ForTerminal(exception.Message)}");
    foreach (string detail in exception.Details)
    {
        Console.Error.WriteLine($"  {VisibleText.ForTerminal(detail)}");
    }

    return ExitCodes.UserError;
}
catch (BrokenContractException exception)
{
    Console.Error.WriteLine($"error: {VisibleText.ForTerminal(exception.Message)}");
    return ExitCodes.UserError;
}
catch (OperationCanceledException)
{
    signals.Say();
    return signals.ExitCode;
}
catch (Exception exception)
{
    Console.Error.WriteLine($"This is a defect of Bench or of a plug-in: {exception}");
    return ExitCodes.Defect;
}
