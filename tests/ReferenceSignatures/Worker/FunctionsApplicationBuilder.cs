using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReferenceSignatures;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    internal FunctionsApplicationBuilder()
    {
    }

    public IDictionary<object, object> Properties => throw Signature.Only;

    public ConfigurationManager Configuration => throw Signature.Only;

    IConfigurationManager IHostApplicationBuilder.Configuration => throw Signature.Only;

    public IHostEnvironment Environment => throw Signature.Only;

    public ILoggingBuilder Logging => throw Signature.Only;

    public IMetricsBuilder Metrics => throw Signature.Only;

    public IServiceCollection Services => throw Signature.Only;

    public IHost Build() => throw Signature.Only;

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => throw Signature.Only;
}
