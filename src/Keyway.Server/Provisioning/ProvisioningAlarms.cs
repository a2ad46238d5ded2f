using Keyway.Server.Web;

namespace Keyway.Server.Provisioning;

/// <summary>What should wake somebody: a connector that tries what no honest domain does. One critical line each, with number and names.</summary>
internal sealed partial class ProvisioningAlarms(ILogger<ProvisioningAlarms> log)
{
    /// <summary>The SID of an anchor changed: somebody would become another account of the domain.</summary>
    public void SidChanged(string? domain, Guid target, string? before, string? after) => LogSidChanged(domain, target, before, after);

    /// <summary>A second anchor claims a SID.</summary>
    public void SidClaimed(string? domain, Guid target, string? sid) => LogSidClaimed(domain, target, sid);

    /// <summary>A connector claims the name of an account that it does not manage.</summary>
    public void NameClaimed(string? domain, Guid target, string userName) => LogNameClaimed(domain, target, LogText.Of(userName));

    /// <summary>A connector tries to change an object that it does not manage.</summary>
    public void ForeignObject(string? domain, Guid target) => LogForeignObject(domain, target);

    [LoggerMessage(2518, LogLevel.Critical, "ALARM KW2518 The connector of {Domain} tried to change the SID of {Target} from {Before} to {After}")]
    private partial void LogSidChanged(string? domain, Guid target, string? before, string? after);

    [LoggerMessage(2517, LogLevel.Critical, "ALARM KW2517 The connector of {Domain} tried to give the SID {Sid} of {Target} to another object")]
    private partial void LogSidClaimed(string? domain, Guid target, string? sid);

    [LoggerMessage(2520, LogLevel.Critical, "ALARM KW2520 The connector of {Domain} tried to take the name of {Target}, {UserName}, which it does not manage")]
    private partial void LogNameClaimed(string? domain, Guid target, string userName);

    [LoggerMessage(2512, LogLevel.Critical, "ALARM KW2512 The connector of {Domain} tried to change {Target}, which it does not manage")]
    private partial void LogForeignObject(string? domain, Guid target);
}
