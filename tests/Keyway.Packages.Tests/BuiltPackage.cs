namespace Keyway.Packages;

/// <summary>A package as <c>packaging/build</c> made it.</summary>
/// <param name="Name">Such as <c>keyway-device</c>.</param>
/// <param name="File">The <c>.deb</c>.</param>
/// <param name="Tree">A folder with what is in it, unpacked.</param>
internal sealed record BuiltPackage(string Name, string File, string Tree)
{
    /// <summary>Where its program and libraries are.</summary>
    public string Program => Path.Combine(Tree, "usr/lib", Name);

    public IEnumerable<string> Units => Directory.Exists(Path.Combine(Tree, "usr/lib/systemd/system")) ? Directory.EnumerateFiles(Path.Combine(Tree, "usr/lib/systemd/system")) : [];

    /// <summary>A field of its control file.</summary>
    public async Task<string> FieldAsync(string field) => (await Tool.ReadAsync("dpkg-deb", "--field", File, field)).Trim();
}
