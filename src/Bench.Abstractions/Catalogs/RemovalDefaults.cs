using System.Reflection;

namespace Bench.Abstractions;

/// <summary>Hands a suite's way to take tokens away to the options that were not set.</summary>
internal static class RemovalDefaults
{
    /// <summary>Sets every option that follows the removal.</summary>
    /// <param name="options">A new options record.</param>
    /// <param name="open">Its options that nobody has set.</param>
    /// <param name="removal">The suite's removal.</param>
    public static void Apply(object options, IEnumerable<PropertyInfo> open, Removal removal)
    {
        foreach (PropertyInfo property in open.Where(Follows))
        {
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (Enum.TryParse(type, removal.ToString(), out object? value))
            {
                property.SetValue(options, value);
            }
        }
    }

    private static bool Follows(PropertyInfo property) =>
        property.PropertyType == typeof(Removal) || property.IsDefined(typeof(FollowsRemovalAttribute));
}
