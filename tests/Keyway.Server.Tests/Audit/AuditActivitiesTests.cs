using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Keyway.Server.Audit;

namespace Keyway.Server.Tests.Audit;

/// <summary>Whoever reads the log can ask for every activity that is written.</summary>
public sealed partial class AuditActivitiesTests
{
    [Fact]
    public void Every_list_of_activities_is_offered_to_readers()
    {
        var lists = typeof(AuditActivity).Assembly.GetTypes().Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Activity", StringComparison.Ordinal));
        Assert.Equal(lists.OrderBy(type => type.Name), AuditActivities.Sources.OrderBy(type => type.Name));
        Assert.Equal(AuditActivities.All.Count, AuditActivities.All.Distinct().Count());
        Assert.All(AuditActivities.All, activity => Assert.Matches("^[a-z]+(-[a-z]+)+$", activity));
        Assert.Superset(new HashSet<string> { "account-created", "group-member-added", "application-registered", "device-joined", "access-token-issued" }, AuditActivities.All.ToHashSet());
    }

    [Fact]
    public void Nothing_is_written_under_a_name_that_stands_in_no_list()
    {
        var names = AuditActivities.Sources.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{type.Name}.{field.Name}")).ToHashSet();
        var written = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Call().Matches(File.ReadAllText(file)).Select(call => (File: Path.GetFileName(file), Named: Activity().Matches(call.Value).Select(match => match.Value).ToList())))
            .ToList();
        Assert.InRange(written.Count, 30, 500);
        // A call that names none is told by its caller; that names it there, which is a call of this kind as well.
        Assert.All(written, call => Assert.All(call.Named, name => Assert.Contains(name, names)));
        Assert.Equal(["GroupAudit.cs", "MethodPolicies.cs"], written.Where(call => call.Named.Count == 0).Select(call => call.File).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Sources => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "src", "Keyway.Server"));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"audit\.Append\([^;]*;")]
    private static partial Regex Call();

    [GeneratedRegex(@"\b[A-Z]\w*Activity\.\w+")]
    private static partial Regex Activity();
}
