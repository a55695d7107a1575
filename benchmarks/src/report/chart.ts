import { CustomChart, type CustomSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { exact, short } from './number.js';
import type { CurveResult } from './results.js';
import { oneLine } from './table.js';

type Option = ComposeOption<LineSeriesOption | CustomSeriesOption>;

use([CustomChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** A curve as an SVG picture: `charts/<id>.svg`. The same curve makes the same text. */
export function renderChart(curve: CurveResult): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 440 });
  try {
    chart.setOption(optionOf(curve));
    return `${plain(chart.renderToSVGString()).replace('>', `>\n<title>${escaped(nameOf(curve))}</title>`)}\n`;
  } finally {
    chart.dispose();
  }
}

/** What the picture shows, for those who do not see it. */
export function nameOf({ title, cost, size }: CurveResult): string {
  return oneLine(`${title}: ${cost}, by ${size}`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Without what a picture has no use for, styles for a pointer above it, whose names count all that the process has drawn. */
function plain(svg: string): string {
  return svg
    .replace(/<style[^>]*>[^]*?<\/style>\s*/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/zr\d+-/g, 'zr-');
}

function optionOf(curve: CurveResult): Option {
  const { title, size, cost, expected, points } = curve;
  const sizes = points.map((point) => point.size);
  const lowest = Math.min(...points.map(({ value }) => value.low));
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'Helvetica, Arial, sans-serif', color: INK },
    title: {
      text: oneLine(title),
      subtext: oneLine(expected === 'flat' ? cost : `${cost} (log scale)`),
      left: 24,
      top: 16,
      textStyle: { fontSize: 17, fontWeight: 600, color: INK },
      subtextStyle: { fontSize: 13, color: FAINT },
    },
    legend: {
      bottom: 14,
      itemWidth: 24,
      itemHeight: 12,
      itemGap: 28,
      selectedMode: false,
      textStyle: { fontSize: 12, color: INK },
      data: [
        { name: 'median' },
        { name: 'between the quartiles', icon: 'rect' },
        { name: SAID[expected], icon: DASHES },
      ],
    },
    grid: { left: 24, right: 24, top: 84, bottom: 52, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    xAxis: {
      ...AXIS,
      type: 'log',
      name: `${oneLine(size)} (log scale)`,
      nameGap: 34,
      // Room for the labels of the outer points.
      min: Math.min(...sizes) / 1.5,
      max: Math.max(...sizes) * 1.5,
      axisTick: { customValues: sizes },
      axisLabel: { ...AXIS.axisLabel, customValues: sizes },
      splitLine: { show: false },
    },
    // What is expected to stay flat is shown from zero on, so that a slope looks as large as it is; there is no zero on a
    // logarithmic axis, which leaves room for the lowest label.
    yAxis:
      expected === 'flat'
        ? { ...AXIS, type: 'value', min: 0, boundaryGap: [0, '12%'] }
        : { ...AXIS, type: 'log', min: 10 ** Math.floor(Math.log10(lowest / 2)) },
    series: [bandOf(curve), expectationOf(curve), medianOf(curve)],
  };
}

/** Between the quartiles: one shape, though the axes must have room for all its corners. */
function bandOf({ points }: CurveResult): CustomSeriesOption {
  const corners = [
    ...points.map(({ size, value }) => [size, value.high]),
    ...points.toReversed().map(({ size, value }) => [size, value.low]),
  ];
  return {
    type: 'custom',
    name: 'between the quartiles',
    itemStyle: { color: BAND },
    data: corners,
    clip: true,
    silent: true,
    renderItem: ({ dataIndex }, api) =>
      dataIndex > 0
        ? null
        : { type: 'polygon', shape: { points: corners.map((corner) => api.coord(corner)) }, style: { fill: BAND } },
  };
}

/** Through the first point: no growth, or growth in proportion. */
function expectationOf({ expected, points: [first, ...rest] }: CurveResult): LineSeriesOption {
  const points = first === undefined ? [] : [first, ...rest];
  const at = (size: number): number =>
    first === undefined ? 0 : first.value.median * (expected === 'flat' ? 1 : size / first.size);
  return {
    type: 'line',
    name: SAID[expected],
    symbol: 'none',
    lineStyle: { type: 'dashed', width: 1.5, color: FAINT },
    itemStyle: { color: FAINT },
    data: points.map(({ size }) => [size, at(size)]),
  };
}

function medianOf({ expected, points }: CurveResult): LineSeriesOption {
  return {
    type: 'line',
    name: 'median',
    symbol: 'circle',
    symbolSize: 8,
    color: BLUE,
    lineStyle: { width: 2.5 },
    data: points.map(({ size, value }) => [size, value.median]),
    label: {
      show: true,
      // Away from the dashed line, which a cost in proportion stays below.
      position: expected === 'flat' ? 'top' : 'bottom',
      offset: expected === 'flat' ? [0, 0] : [20, 0],
      color: INK,
      fontSize: 12,
      textBorderColor: '#ffffff',
      textBorderWidth: 3,
      formatter: ({ dataIndex }) => short(points[dataIndex]?.value.median ?? 0),
    },
  };
}

const SAID = { flat: 'no growth', linear: 'growth in proportion' } as const;
const DASHES = 'path://M0,5h6v2h-6zM9,5h6v2h-6zM18,5h6v2h-6z';

const INK = '#1f2933';
const FAINT = '#66727f';
const BLUE = '#0b5cad';
const BAND = '#bcd7f2';

const AXIS = {
  nameLocation: 'middle',
  nameTextStyle: { fontSize: 13, color: INK },
  axisLine: { show: true, lineStyle: { color: FAINT } },
  axisTick: { show: true },
  axisLabel: { color: INK, fontSize: 12, hideOverlap: true, formatter: exact },
  splitLine: { lineStyle: { color: '#e4e8ec' } },
} as const;
