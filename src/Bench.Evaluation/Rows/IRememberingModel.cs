using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A model that answers some questions from memory.</summary>
public interface IRememberingModel : IModel
{
    /// <summary>What the answers given from memory so far would have taken, estimated by the batches that first computed them.</summary>
    TimeSpan Saved { get; }
}
