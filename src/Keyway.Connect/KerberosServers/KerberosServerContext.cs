using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.KerberosServers;

/// <summary>What a kerberos-server command works with that needs both sides.</summary>
internal sealed record KerberosServerContext(string Name, DomainAccess Domain, ServerAccess Server, StepLog Steps, TimeProvider Time)
    : DomainSideContext(Name, Domain, Steps, Time);
