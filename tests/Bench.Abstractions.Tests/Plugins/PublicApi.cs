using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bench.Abstractions.Tests;

/// <summary>The public types and members of an assembly as sorted lines, the same on every machine.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>One line per type and member that code outside the assembly can use.</summary>
    public static string[] Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(type => Members(type).Prepend(Describe(type))).Order(StringComparer.Ordinal)];

    private static string Describe(Type type)
    {
        string name = TypeNames.Of(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"{name} : delegate ({Parameters(invoke)}) -> {Return(invoke)}";
        }

        string kind = type switch
        {
            { IsEnum: true } => $"enum {TypeNames.Of(Enum.GetUnderlyingType(type))}",
            { IsInterface: true } => "interface",
            { IsValueType: true } =>
                $"{(type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "")}{(IsRecord(type) ? "record " : "")}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
        };
        string flags = type.IsDefined(typeof(FlagsAttribute), false) ? " flags" : "";
        IEnumerable<string> bases = type.IsEnum
            ? []
            : type.GetInterfaces().Where(one => one.IsPublic).Select(TypeNames.Of).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && !type.IsEnum)
        {
            bases = bases.Prepend(TypeNames.Of(parent));
        }

        string[] all = [.. bases];
        return $"{name} : {kind}{flags}{(all.Length > 0 ? $" ({string.Join(", ", all)})" : "")}{TypeNames.Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield break;
        }

        string owner = TypeNames.Of(type);
        foreach (FieldInfo field in type.GetFields(Declared).Where(field => IsVisible(field.Attributes) && !field.IsSpecialName))
        {
            yield return type.IsEnum
                ? $"{owner}.{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
                : $"{owner}.{field.Name} -> {Modifiers(field)}{TypeNames.Of(field.FieldType, new NullabilityInfoContext().Create(field))}"
                    + (field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "");
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(IsVisible)
            .Where(one => !one.IsStatic && !IsGenerated(one)))
        {
            yield return $"{owner}.{type.Name.Split('`')[0]}({Parameters(constructor)}){(constructor.IsPublic ? "" : " -> protected")}";
        }

        foreach (PropertyInfo property in type.GetProperties(Declared)
            .Where(one => one.Name != "EqualityContract" && one.GetAccessors(true).Any(IsVisible)))
        {
            MethodInfo accessor = property.GetAccessors(true).First(IsVisible);
            string[] parts =
            [
                .. property.GetMethod is { } get && IsVisible(get) ? ["get"] : Array.Empty<string>(),
                .. property.SetMethod is { } set && IsVisible(set) ? [IsInit(set) ? "init" : "set"] : Array.Empty<string>(),
            ];
            string name = property.GetIndexParameters() is { Length: > 0 } ? $"this[{Parameters(property.GetMethod!)}]" : property.Name;
            yield return $"{owner}.{name} {{ {string.Join("; ", parts)}; }} -> {Modifiers(accessor, type)}"
                + $"{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}"
                + TypeNames.Of(property.PropertyType, new NullabilityInfoContext().Create(property));
        }

        foreach (MethodInfo method in type.GetMethods(Declared)
            .Where(one =>
                IsVisible(one) && !IsGenerated(one) && (!one.IsSpecialName || one.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            string generic = method.IsGenericMethodDefinition
                ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
                : "";
            yield return $"{owner}.{method.Name}{generic}({(method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")}{Parameters(method)}) -> "
                + $"{Modifiers(method, type)}{Return(method)}{TypeNames.Constraints(method.GetGenericArguments())}";
        }
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        string prefix = parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : "";
        string type = TypeNames.Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        return $"{prefix}{type} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue)}" : "")}";
    }));

    private static string Return(MethodInfo method) =>
        TypeNames.Of(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter));

    private static string Modifiers(MethodInfo method, Type owner) =>
        (method.IsStatic ? "static " : "")
        + (method is { IsAbstract: true } && !owner.IsInterface ? "abstract " : "")
        + (owner.IsInterface && method is { IsAbstract: false, IsStatic: false } ? "default " : "")
        + (!owner.IsInterface && method is { IsVirtual: true, IsAbstract: false, IsFinal: false }
            ? method.GetBaseDefinition() == method ? "virtual " : "override " : "")
        + (method.IsPublic ? "" : "protected ");

    private static string Modifiers(FieldInfo field) =>
        field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    // What the compiler writes for every record follows from its properties.
    private static bool IsGenerated(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<');

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsRecord(Type type) =>
        type.GetMethods(Declared).Any(method => method.Name == "PrintMembers" && method.IsDefined(typeof(CompilerGeneratedAttribute)));
}
