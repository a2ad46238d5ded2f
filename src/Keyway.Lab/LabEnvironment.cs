namespace Keyway.Lab;

/// <summary>The variables by which scripts and other programs find the lab.</summary>
public sealed class LabEnvironment
{
    public LabEnvironment(LabFolder folder, LabRecord record)
    {
        Variables = new Dictionary<string, string>
        {
            ["KRB5_CONFIG"] = folder.KerberosConfiguration,
            ["KEYWAY_URL"] = record.ServerUrl.GetLeftPart(UriPartial.Authority),
            ["KEYWAY_CA_FILE"] = folder.ServerAuthority,
            ["KEYWAY_REALM"] = Domain.Realm,
            ["KEYWAY_DOMAIN"] = Domain.DnsName,
            ["KEYWAY_DOMAIN_CA_FILE"] = folder.DomainAuthority,
            ["KEYWAY_DC_HOST"] = Domain.ControllerHost,
            ["KEYWAY_DC_ADDRESS"] = record.DomainControllerAddress,
            ["KEYWAY_DOMAIN_ADMIN"] = Domain.AdministratorUpn,
            ["KEYWAY_DOMAIN_ADMIN_PASSWORD"] = record.DomainAdministratorPassword,
            ["KEYWAY_DOMAIN_ADMIN_PASSWORD_FILE"] = folder.DomainAdministratorPasswordFile,
            ["KEYWAY_USER_PASSWORD"] = record.UserPassword,
            ["KEYWAY_SERVER_ADMIN"] = Domain.ServerAdministrator,
            ["KEYWAY_SERVER_ADMIN_KEY"] = folder.SecurityKey("admin"),
            ["KEYWAY_SERVER_ADMIN_PIN"] = record.Pin,
            ["KEYWAY_PIN_FILE"] = folder.PinFile,
            ["KEYWAY_KEYS"] = folder.Secrets,
            ["KEYWAY_CONNECTOR_FILE"] = folder.ConnectorFile,
            ["KEYWAY_CONNECT_CONFIG"] = folder.ConnectConfigurationOf(LabDomain.Contoso),
            ["KEYWAY_SHARE"] = Domain.Share,
            ["KEYWAY_INTRANET_URL"] = $"http://{Domain.IntranetHost}/",
        };
    }

    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Lines that a shell can evaluate.</summary>
    public IEnumerable<string> ShellLines() =>
        Variables.Select(variable => $"export {variable.Key}='{variable.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
}
