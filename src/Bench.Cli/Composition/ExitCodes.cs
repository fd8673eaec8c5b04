namespace Bench.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>`compare --fail-if-worse` found the second run worse.</summary>
    public const int Worse = 1;

    /// <summary>The user can mend it: bad input, a bad option, a damaged file, a full disk.</summary>
    public const int UserError = 2;

    /// <summary>A defect of Bench or of a plug-in (EX_SOFTWARE of sysexits.h), never to be taken for a regression.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by SIGHUP: the terminal is gone.</summary>
    public const int HungUp = 129;

    /// <summary>Stopped by Ctrl-C, as shells expect it (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>Stopped by SIGTERM.</summary>
    public const int Terminated = 143;
}
