using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// A picture halved along its longer side again and again, down to single units: two levels of it make a quad-tree. SHAP's Image masker
/// halves so, down to pixels.
/// </summary>
internal static class HalvedPicture
{
    /// <summary>The tree over the units.</summary>
    /// <param name="shape">Size of the picture.</param>
    /// <param name="units">Its units; where a unit is not a rectangle, its middle says in which half it lies.</param>
    public static PartitionTree Tree(PictureShape shape, ImmutableArray<Unit> units)
    {
        (double X, double Y)[] middles = [.. units.Select(unit =>
            (unit.Area.Average(pixel => pixel % shape.Width) + 0.5, unit.Area.Average(pixel => pixel / shape.Width) + 0.5))];
        var merges = new List<(int Left, int Right)>();
        Join([.. Enumerable.Range(0, units.Length)], 0, 0, shape.Width, shape.Height);
        return new PartitionTree(units.Length, merges);

        int Join(int[] part, double left, double top, double right, double bottom)
        {
            if (part.Length == 1)
            {
                return part[0];
            }

            bool wide = right - left > bottom - top;
            double cut = wide ? (left + right) / 2 : (top + bottom) / 2;
            ILookup<bool, int> halves = part.ToLookup(unit => (wide ? middles[unit].X : middles[unit].Y) < cut);
            int[] first = [.. halves[true]], second = [.. halves[false]];

            // Middles that coincide could be halved for ever.
            if (right - left < 1e-6 && bottom - top < 1e-6)
            {
                (first, second) = (part[..1], part[1..]);
            }

            (double endX, double endY) = wide ? (cut, bottom) : (right, cut);
            (double startX, double startY) = wide ? (cut, top) : (left, cut);
            if (first.Length == 0)
            {
                return Join(second, startX, startY, right, bottom);
            }

            if (second.Length == 0)
            {
                return Join(first, left, top, endX, endY);
            }

            int one = Join(first, left, top, endX, endY);
            merges.Add((one, Join(second, startX, startY, right, bottom)));
            return units.Length + merges.Count - 1;
        }
    }
}
