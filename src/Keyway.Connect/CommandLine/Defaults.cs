namespace Keyway.Connect.CommandLine;

/// <summary>What options mean when they are left out: the content of the config file. None of them is a secret.</summary>
/// <param name="Server">As <c>--server</c>.</param>
/// <param name="CaFile">As <c>--ca-file</c>; this and the other paths count from the folder of the config file.</param>
/// <param name="Domain">As <c>--domain</c>.</param>
/// <param name="DomainCaFile">As <c>--domain-ca-file</c>.</param>
/// <param name="Nameserver">As <c>--nameserver</c>.</param>
/// <param name="ConnectorFile">As <c>--connector-file</c>, when nobody else signs in.</param>
/// <param name="AccountFile">As <c>--account-file</c>.</param>
internal sealed record Defaults(
    string? Server = null,
    string? CaFile = null,
    string? Domain = null,
    string? DomainCaFile = null,
    string? Nameserver = null,
    string? ConnectorFile = null,
    string? AccountFile = null)
{
    public static Defaults None { get; } = new();

    /// <summary>The same with every path made absolute.</summary>
    public Defaults In(string folder) => this with
    {
        CaFile = Path(CaFile, folder),
        DomainCaFile = Path(DomainCaFile, folder),
        ConnectorFile = Path(ConnectorFile, folder),
        AccountFile = Path(AccountFile, folder),
    };

    private static string? Path(string? path, string folder) => path is null ? null : System.IO.Path.GetFullPath(path, folder);
}
