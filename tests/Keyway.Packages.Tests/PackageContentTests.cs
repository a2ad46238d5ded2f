using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Keyway.Packages;

/// <summary>What is in the packages, without installing them.</summary>
public sealed partial class PackageContentTests(PackagesFixture packages)
{
    // Computers read Group Policy, by a room that the connector and the companion share with them; the companion signs in by password only.
    // Where sssd is, its library is, which it depends on itself.
    private static readonly (string Package, string Library)[] NotNeeded =
    [
        ("keyway-connect", "libsmbclient.so.0"), ("keyway-keylist", "libsmbclient.so.0"), ("keyway-keylist", "libgssapi_krb5.so.2"), ("keyway-device", "libsss_nss_idmap.so.0"),
    ];

    // Of 10: what systemd still calls OK.
    private const double MostExposure = 3.6;

    [Fact]
    public void Each_folder_of_packaging_with_a_control_file_is_a_package()
    {
        var folders = Directory.EnumerateFiles(Path.Combine(PackagesFixture.Checkout, "packaging"), "control", SearchOption.AllDirectories).Select(file => new FileInfo(file).Directory!.Name);

        Assert.Equal(folders.Order(StringComparer.Ordinal), packages.All.Select(package => package.Name));
    }

    [Fact]
    public async Task Lintian_finds_no_error()
    {
        var result = await Tool.RunAsync("lintian", ["--allow-root", "--fail-on", "error", .. packages.All.Select(package => package.File)]);

        Assert.True(result.Succeeded, result.Said);
        Assert.DoesNotContain("E: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_assembly_that_a_program_refers_to_is_in_its_package()
    {
        foreach (var package in packages.All)
        {
            var missing = new SortedSet<string>(StringComparer.Ordinal);
            var open = new Queue<string>(OwnAssemblies(package));
            var seen = open.ToHashSet(StringComparer.Ordinal);
            while (open.TryDequeue(out var file))
            {
                Read(file, metadata =>
                {
                    foreach (var handle in metadata.AssemblyReferences)
                    {
                        var name = metadata.GetString(metadata.GetAssemblyReference(handle).Name);
                        var referred = Path.Combine(package.Program, name + ".dll");
                        if (!File.Exists(referred))
                            missing.Add($"{name} for {Path.GetFileName(file)}");
                        else if (seen.Add(referred))
                            open.Enqueue(referred);
                    }
                });
            }

            Assert.True(missing.Count == 0, $"{package.Name}: {string.Join(", ", missing)}; name it in framework_assemblies of packaging/{package.Name}/package");
        }
    }

    [Fact]
    public async Task Every_library_that_a_program_loads_by_name_is_of_a_package_that_it_depends_on()
    {
        var cache = (await Tool.ReadAsync("/sbin/ldconfig", "--print-cache")).Split('\n').Select(line => line.Trim()).ToArray();
        foreach (var package in packages.All)
        {
            var libraries = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var file in OwnAssemblies(package))
            {
                Read(file, metadata =>
                {
                    for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.ModuleRef); row++)
                        libraries.Add(metadata.GetString(metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name));
                });
            }

            var depends = DependencyName().Matches(await package.FieldAsync("Depends")).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var library in libraries.Where(library => !NotNeeded.Contains((package.Name, library))))
            {
                // A name without a version is completed at run time: libldap is libldap-2.5.so.0 or libldap.so.2.
                var found = cache.Where(line => line.StartsWith(library, StringComparison.Ordinal) && (line[library.Length] is ' ' or '.' or '-')).Select(line => line.Split(" => ")[^1]).ToArray();
                var owners = new List<string>();
                foreach (var path in found)
                    owners.AddRange((await Tool.RunAsync("dpkg-query", ["--search", "*/" + Path.GetFileName(path)])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]));

                Assert.True(owners.Exists(depends.Contains), $"{package.Name} loads {library} ({string.Join(", ", owners.Distinct())}): add its package to Depends in packaging/{package.Name}/control");
            }
        }
    }

    [Fact]
    public async Task D07_nothing_that_reads_memory_and_no_path_of_the_builder_is_shipped()
    {
        foreach (var package in packages.All)
        {
            var files = Directory.EnumerateFiles(package.Program).Select(Path.GetFileName).ToArray();
            Assert.DoesNotContain(files, file => file is "createdump" or "libmscordaccore.so" or "libmscordbi.so" || file!.EndsWith(".pdb", StringComparison.Ordinal));
            foreach (var file in Directory.EnumerateFiles(package.Program, "*eyway*.dll"))
                Assert.DoesNotContain(PackagesFixture.Checkout, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_file_is_roots_and_nobody_else_may_write_it()
    {
        foreach (var package in packages.All)
        {
            foreach (var line in (await Tool.ReadAsync("dpkg-deb", "--contents", package.File)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Assert.Matches(@"^(l|[d-]rwxr-xr-x|-rw-r--r--)\S* root/root ", line);
        }
    }

    [Fact]
    public async Task Units_are_right_and_leave_little_to_attack()
    {
        foreach (var unit in packages.All.SelectMany(package => package.Units))
        {
            var verdict = await Tool.ReadAsync("systemd-analyze", "security", "--offline=yes", "--no-pager", unit);
            var exposure = double.Parse(Exposure().Match(verdict).Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.True(exposure <= MostExposure, verdict);

            var text = await File.ReadAllTextAsync(unit, TestContext.Current.CancellationToken);
            Assert.Contains("LimitCORE=0", text, StringComparison.Ordinal);
            Assert.Contains("DOTNET_EnableDiagnostics=0", text, StringComparison.Ordinal);
            Assert.Contains("NoNewPrivileges=yes", text, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> OwnAssemblies(BuiltPackage package) =>
        Directory.EnumerateFiles(package.Program, "*.dll").Where(file => Path.GetFileName(file).StartsWith("keyway", StringComparison.OrdinalIgnoreCase));

    private static void Read(string file, Action<MetadataReader> read)
    {
        using var stream = File.OpenRead(file);
        using var assembly = new PEReader(stream);
        if (assembly.HasMetadata)
            read(assembly.GetMetadataReader());
    }

    [GeneratedRegex(@"(?<=^|[,|] )[a-z0-9][a-z0-9+.-]+")]
    private static partial Regex DependencyName();

    [GeneratedRegex(@"exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Exposure();
}
