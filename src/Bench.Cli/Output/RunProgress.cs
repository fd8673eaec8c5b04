using System.Diagnostics;
using System.Globalization;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Shows how a run goes on: a bar with rate and time left, or plain lines where the output is no terminal.</summary>
internal static class RunProgress
{
    public static T Show<T>(IAnsiConsole console, Func<IRunProgress, T> run) => console.Profile.Capabilities.Interactive
        ? console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => run(new Bar(console, context.AddTask("checking the input", autoStart: false))))
        : run(new Lines(console));

    private static string Rate(int done, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{done / Math.Max(1e-9, elapsed.TotalSeconds):F1} instances/s");

    private sealed class Bar(IAnsiConsole console, ProgressTask task) : IRunProgress
    {
        private int _resumed;
        private long _start;

        public void Note(string sentence) => console.WriteLine(VisibleText.ForTerminal(sentence));

        public void Estimated(RunEstimate estimate) => Note(estimate.ToString());

        public void Started(int instances, int done)
        {
            _resumed = done;
            _start = Stopwatch.GetTimestamp();
            task.MaxValue(instances).Value(done);
            task.Description = done > 0 ? $"continuing after {done} of {instances}" : $"0 of {instances}";
            task.StartTask();
        }

        public void Advanced(int done)
        {
            task.Value(done);
            task.Description = $"{done} of {task.MaxValue:F0}, {Rate(done - _resumed, Stopwatch.GetElapsedTime(_start))}";
        }
    }

    private sealed class Lines(IAnsiConsole console) : IRunProgress
    {
        private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);
        private int _instances;
        private int _resumed;
        private long _start;
        private long _last;

        public void Note(string sentence) => console.WriteLine(VisibleText.ForTerminal(sentence));

        public void Estimated(RunEstimate estimate) => Note(estimate.ToString());

        public void Started(int instances, int done)
        {
            (_instances, _resumed) = (instances, done);
            _start = _last = Stopwatch.GetTimestamp();
            console.WriteLine(done > 0 ? $"{done} of {instances} instances are done already" : $"{instances} instances");
        }

        public void Advanced(int done)
        {
            if (Stopwatch.GetElapsedTime(_last) < _interval && done < _instances)
            {
                return;
            }

            _last = Stopwatch.GetTimestamp();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
            TimeSpan left = elapsed / (done - _resumed) * (_instances - done);
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{done} of {_instances}, {Rate(done - _resumed, elapsed)}, {RunEstimate.Write(left)} left"));
        }
    }
}
