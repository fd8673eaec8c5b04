namespace Bench.Explainers;

/// <summary>Ways to share a game's value among players and pairs of players.</summary>
public enum InteractionIndex
{
    /// <summary>
    /// Faith-SHAP of order 2 (Tsai, Yeh and Ravikumar 2023): the best fit of the game by players and pairs under the Shapley kernel; main
    /// effects and pairs sum to v(all) − v(none).
    /// </summary>
    FaithShap,

    /// <summary>
    /// The Shapley interaction index (Grabisch and Roubens 1999): mean second differences; main effects are the Shapley values.
    /// </summary>
    ShapleyInteraction,
}
