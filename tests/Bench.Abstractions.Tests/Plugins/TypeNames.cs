using System.Reflection;

namespace Bench.Abstractions.Tests;

/// <summary>Types as C# writes them, with full names, so that lines about them sort the same everywhere.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    /// <summary>The name of a type without nullability.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>The name of a type; nullable references get a question mark.</summary>
    public static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        string mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        if (type.IsGenericParameter)
        {
            // Reflection calls every parameter that may be a reference nullable.
            return type.Name + (type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? mark : "");
        }

        if (_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword + mark;
        }

        Type[] arguments = type.GetGenericArguments();
        string outer = type.DeclaringType is { } declaring ? $"{Of(declaring)}." : $"{type.Namespace}.";
        string generic = arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select((argument, i) =>
            Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i))))}>";
        return outer + type.Name.Split('`')[0] + generic + mark;
    }

    /// <summary>The <c>where</c> clauses of generic parameters, or nothing.</summary>
    public static string Constraints(Type[] parameters) =>
        string.Concat(parameters.Where(parameter => parameter.IsGenericParameter).Select(parameter =>
        {
            GenericParameterAttributes attributes = parameter.GenericParameterAttributes;
            string[] clauses =
            [
                .. attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? ["struct"] : Array.Empty<string>(),
                .. attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
                .. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of)
                .Order(StringComparer.Ordinal),
                .. attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
            ];
            return clauses.Length == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", clauses)}";
        }));
}
