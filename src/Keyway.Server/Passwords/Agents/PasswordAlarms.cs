namespace Keyway.Server.Passwords.Agents;

/// <summary>What should wake somebody: an agent that does what no honest one does. One critical line each.</summary>
internal sealed partial class PasswordAlarms(ILogger<PasswordAlarms> log)
{
    /// <summary>An agent answers for another.</summary>
    public void ForeignAnswer(Guid connector, Guid agent, Guid holder) => LogForeignAnswer(connector, agent, holder);

    /// <summary>An agent's id comes back with another key or from another connector: somebody wants its passwords sealed to himself.</summary>
    public void AgentChanged(Guid connector, Guid agent) => LogAgentChanged(connector, agent);

    /// <summary>A connector asks for passwords of a domain that is not its own.</summary>
    public void ForeignDomain(Guid connector, string own, string asked) => LogForeignDomain(connector, own, Web.LogText.Of(asked));

    [LoggerMessage(2573, LogLevel.Critical, "ALARM KW2573 Connector {Connector} answered as agent {Agent} a password check that agent {Holder} has in hand")]
    private partial void LogForeignAnswer(Guid connector, Guid agent, Guid holder);

    [LoggerMessage(2571, LogLevel.Critical, "ALARM KW2571 Connector {Connector} came as agent {Agent} with another key or connector than that agent's")]
    private partial void LogAgentChanged(Guid connector, Guid agent);

    [LoggerMessage(2572, LogLevel.Critical, "ALARM KW2572 Connector {Connector} of {Own} asked for passwords of {Asked}")]
    private partial void LogForeignDomain(Guid connector, string own, string asked);
}
