namespace Bench.Evaluation;

/// <summary>Is told how a run goes on. Calls never overlap.</summary>
public interface IRunProgress
{
    /// <summary>Something that whoever started the run must know before it begins.</summary>
    /// <param name="sentence">One sentence.</param>
    void Note(string sentence)
    {
    }

    /// <summary>The input is checked and work begins.</summary>
    /// <param name="instances">Instances in all.</param>
    /// <param name="done">Instances that an earlier command had finished.</param>
    void Started(int instances, int done);

    /// <summary>How long the work will take, as far as its first text tells, which is finished; not told of a single text.</summary>
    /// <param name="estimate">It.</param>
    void Estimated(RunEstimate estimate)
    {
    }

    /// <summary>One more instance is finished and saved.</summary>
    /// <param name="done">Instances finished so far, those of earlier commands included.</param>
    void Advanced(int done);
}
